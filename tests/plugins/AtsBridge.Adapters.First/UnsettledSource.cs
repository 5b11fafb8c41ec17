namespace AtsBridge.Adapters.First;

[Adapter("unsettled", Settings = typeof(StumblingSettings))]
public sealed class UnsettledSource : ICandidateSource
{
    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
