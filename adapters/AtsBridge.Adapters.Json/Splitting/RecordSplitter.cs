using AtsBridge.Adapters.Json.Skimming;

namespace AtsBridge.Adapters.Json.Splitting;

/// <summary>Hands out the records of a file one by one.</summary>
internal abstract class RecordSplitter : IDisposable
{
    /// <summary>
    /// Goes over the next records for as long as they are skipped and stand in memory as a whole. Nothing is awaited here: that
    /// alone would take longer than to skip one.
    /// </summary>
    public virtual void Skim(RecordSkimmer skimmer)
    {
    }

    /// <summary>The next record; null behind the last.</summary>
    /// <exception cref="SourceException">The file ends too early, or isn't what it began as.</exception>
    public abstract ValueTask<RawRecord?> NextAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract void Dispose();
}
