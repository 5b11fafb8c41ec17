namespace AtsBridge.Adapters.First;

/// <summary>Can't be made, and what it says of it quotes what nobody may read.</summary>
[Adapter("stumbling")]
public sealed class StumblingSource : ICandidateSource
{
    private static readonly string Key = Environment.ProcessId > 0 ? throw new InvalidOperationException("key qapi_hidden") : "";

    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException(Key);
}
