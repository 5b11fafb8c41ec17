using AtsBridge.Adapters.Records.Json.Skimming;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>Hands out the records of a file one by one.</summary>
internal abstract class RecordSplitter : IDisposable
{
    private readonly List<int> _ends = [];

    /// <summary>
    /// Steps over the next records for as long as they stand in memory as a whole and are known. Nothing is awaited here: to wait
    /// for each would take longer than to skip it.
    /// </summary>
    public void Skim(RecordSkimmer skimmer)
    {
        int skipped;
        do
        {
            _ends.Clear();
            var ahead = Ahead;
            var rest = ahead;
            while (skimmer.HasRoom && Find(skimmer, ref rest))
            {
                _ends.Add(ahead.Length - rest.Length);
            }

            skipped = skimmer.SkipKnown();
            if (skipped > 0)
            {
                StepOver(skipped, _ends[skipped - 1]);
            }
        }
        while (skipped > 0 && skipped == _ends.Count);
    }

    /// <summary>The next record; null behind the last.</summary>
    /// <exception cref="SourceException">The file ends too early, or isn't what it began as.</exception>
    public abstract ValueTask<RawRecord?> NextAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract void Dispose();

    /// <summary>What of the file is in memory, from behind the last record on.</summary>
    protected abstract ReadOnlySpan<byte> Ahead { get; }

    /// <summary>Shows the skimmer the next record.</summary>
    /// <param name="skimmer">Who looks at it.</param>
    /// <param name="rest">What is in memory from behind the record before; moved behind this one.</param>
    /// <returns>False where it isn't in memory as a whole, isn't found, or only <see cref="NextAsync"/> can tell what comes next.</returns>
    protected abstract bool Find(RecordSkimmer skimmer, ref ReadOnlySpan<byte> rest);

    /// <summary>Goes on behind records that were skipped.</summary>
    /// <param name="records">How many.</param>
    /// <param name="bytes">How many bytes they take of what is ahead.</param>
    protected abstract void StepOver(int records, int bytes);
}
