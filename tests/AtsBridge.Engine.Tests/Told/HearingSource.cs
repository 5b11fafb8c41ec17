using AtsBridge.Engine.Tests.Sync;

namespace AtsBridge.Engine.Tests.Told;

/// <summary>A source that is told of changes, and reads single applications. A body names what it tells.</summary>
internal sealed class HearingSource(ScriptedSource inner) : ICandidateSource, IWebhookReceiver, IApplicationReader
{
    /// <summary>What a body stands for.</summary>
    internal Dictionary<string, WebhookResult> Bodies { get; } = new(StringComparer.Ordinal);

    /// <summary>What reading an id gives.</summary>
    internal Dictionary<string, SourcePage> Single { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids that were read.</summary>
    internal List<string> Read { get; } = [];

    /// <summary>Fails instead of reading an id.</summary>
    internal SourceException? Fault { get; set; }

    /// <summary>The only id that fails; null: every one does.</summary>
    internal string? FaultOf { get; set; }

    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => inner.ReadAsync(request, cancellationToken);

    public WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now) =>
        Bodies.GetValueOrDefault(System.Text.Encoding.UTF8.GetString(body.Span)) ?? new WebhookResult.Refused("its signature is not that of the secret");

    public Task<SourcePage> ReadApplicationAsync(string id, CancellationToken cancellationToken)
    {
        Read.Add(id);
        return Fault is null || (FaultOf is { } one && one != id) ? Task.FromResult(Single.GetValueOrDefault(id) ?? new()) : Task.FromException<SourcePage>(Fault);
    }
}
