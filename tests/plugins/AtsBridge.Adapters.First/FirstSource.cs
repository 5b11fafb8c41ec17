using System.Runtime.CompilerServices;
using Greeting;

namespace AtsBridge.Adapters.First;

[Adapter("first", Settings = typeof(FirstSettings))]
public sealed class FirstSource : ICandidateSource
{
    private readonly SourceRecord _record;

    public FirstSource(FirstSettings settings, AdapterContext context)
    {
        _record = new SourceRecord
        {
            Position = new RecordPosition(context.Name, 1), ApplicationId = settings.ApplicationId, CandidateId = settings.ApplicationId,
            FullName = Words.Hello("Ada"), Email = $"{settings.ApplicationId}@example.com", Stage = "Interview",
        };
    }

    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return new SourcePage { Records = [_record], Next = "1" };
    }
}
