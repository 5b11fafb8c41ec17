namespace AtsBridge.Hosting.Composition;

/// <summary>
/// Stands for a source whose adapter could not be built. Each of its runs fails with the reason, which is how status, health and log
/// come to say it, and the other sources are read.
/// </summary>
/// <param name="reason">What is wrong and what to do.</param>
internal sealed class UnbuiltSource(string reason) : ICandidateSource, IConnectionCheck
{
    internal string Reason { get; } = reason;

    /// <inheritdoc />
    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw Fault();

    /// <inheritdoc />
    public Task<string> CheckAsync(CancellationToken cancellationToken) => throw Fault();

    private SourceException Fault() => new(SourceFault.Unreadable, Reason);
}
