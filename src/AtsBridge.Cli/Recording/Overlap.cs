namespace AtsBridge.Cli.Recording;

/// <summary>
/// How many of the first sets of a source are the last ones of a recording. Not whichever sets are equal: a feed that comes back to
/// what it was three days ago has a fourth day.
/// </summary>
/// <param name="recorded">The digests of the sets of the recording, in their order.</param>
internal sealed class Overlap(IReadOnlyList<string> recorded)
{
    private readonly List<int> _starts = [.. Enumerable.Range(0, recorded.Count)];
    private int _read;

    /// <summary>How many sets the recording has.</summary>
    internal int Recorded => recorded.Count;

    /// <summary>Whether it takes further sets to know.</summary>
    internal bool IsOpen => _starts.Count > 0;

    /// <summary>How many there are, as far as is known.</summary>
    internal int Length { get; private set; }

    /// <summary>The next set of the source.</summary>
    internal void Add(string digest)
    {
        _starts.RemoveAll(s => !string.Equals(recorded[s + _read], digest, StringComparison.Ordinal));
        _read++;
        if (_starts.RemoveAll(s => s + _read == recorded.Count) > 0)
        {
            Length = _read;
        }
    }
}
