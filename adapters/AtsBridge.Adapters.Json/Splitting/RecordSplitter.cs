namespace AtsBridge.Adapters.Json.Splitting;

/// <summary>Hands out the records of a file one by one.</summary>
internal abstract class RecordSplitter : IDisposable
{
    /// <summary>The next record; null behind the last.</summary>
    /// <exception cref="SourceException">The file ends too early, or isn't what it began as.</exception>
    public abstract ValueTask<RawRecord?> NextAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract void Dispose();
}
