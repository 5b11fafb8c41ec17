namespace AtsBridge.Adapters.Replay;

/// <summary>Gathers the lines of one page after the other.</summary>
internal sealed class RecordedPage(string set, IKnownRecords? known)
{
    private List<SourceRecord> _records = [];
    private List<RejectedRecord> _rejected = [];
    private List<UInt128> _unchanged = [];

    /// <summary>How many records there were so far.</summary>
    public long Total { get; private set; }

    public void Add(RecordedLine line)
    {
        Total++;
        if (line.Record is not { } record)
        {
            _rejected.Add(line.Rejected!);
        }
        else if (record.Fingerprint is { } fingerprint && known?.Contains(fingerprint) == true)
        {
            _unchanged.Add(fingerprint);
        }
        else
        {
            _records.Add(record with { Attributes = new Dictionary<string, string>(record.Attributes, StringComparer.OrdinalIgnoreCase) });
        }
    }

    public SourcePage Take()
    {
        var page = new SourcePage { Records = _records, Rejected = _rejected, Unchanged = _unchanged, Set = set };
        (_records, _rejected, _unchanged) = ([], [], []);
        return page;
    }
}
