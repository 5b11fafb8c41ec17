using System.Runtime.CompilerServices;
using Greeting;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Adapters.Second;

[Adapter("second")]
public sealed partial class SecondSource(AdapterContext context, TimeProvider time, ILogger<SecondSource> logger) : ICandidateSource
{
    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Reading(logger, context.Name);
        yield return new SourcePage
        {
            Records =
            [
                new SourceRecord
                {
                    Position = new RecordPosition(context.Name, 1), ApplicationId = "S-1", CandidateId = "S-1",
                    FullName = Words.Greet("Grace", "Hopper"), Email = "s-1@example.com", Stage = "Interview",
                    UpdatedAt = time.GetUtcNow().ToString("O"),
                },
            ],
            Next = "1",
        };
    }

    [LoggerMessage(1, LogLevel.Information, "Reading {Source}")]
    private static partial void Reading(ILogger logger, string source);
}
