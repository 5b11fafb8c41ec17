namespace AtsBridge.Adapters.Records.Pages;

/// <summary>
/// Gathers the records of one page. Full at a thousand records, and earlier when they are long: a page must fit in memory
/// whatever is in the file.
/// </summary>
public sealed class PageBuilder
{
    private const int MostRecords = 1000;
    private const long MostChars = 8_000_000;
    private const int LongestExcerpt = 2000;

    private readonly IKnownRecords? _known;
    private readonly string _resource;
    private readonly Func<double?>? _progress;
    private List<SourceRecord> _records = [];
    private List<RejectedRecord> _rejected = [];
    private List<UInt128> _unchanged = [];
    private List<string> _notes;
    private long _chars;

    /// <summary>Begins the first page.</summary>
    /// <param name="known">What is known, see <see cref="ReadRequest.Known"/>.</param>
    /// <param name="resource">The file's name, or the address without secrets: the name of the set and of positions.</param>
    /// <param name="notes">What the consultant should see on the first page.</param>
    /// <param name="progress">How much is read, from 0 to 1; null where it can't be known.</param>
    public PageBuilder(IKnownRecords? known, string resource, IEnumerable<string> notes, Func<double?>? progress = null)
    {
        _known = known;
        _resource = resource;
        _progress = progress;
        _notes = [.. notes];
    }

    /// <summary>Whether it is time to <see cref="Take"/> the page.</summary>
    public bool IsFull => _records.Count + _rejected.Count + _unchanged.Count >= MostRecords || _chars >= MostChars;

    /// <summary>Whether anything is known at all; where nothing is, no fingerprint is worth a shortcut.</summary>
    public bool KnowsAny => _known is not null;

    /// <summary>How many records were on the pages that were taken.</summary>
    public long Records { get; private set; }

    /// <summary>How many rows were no records, see <see cref="FieldMap.Where"/>.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Counts a row that is no record, because it says that it is something else.</summary>
    public void PassOver() => PassedOver++;

    /// <summary>Says something to the consultant, with this page.</summary>
    /// <param name="note">A sentence without candidates' data.</param>
    public void Note(string note) => _notes.Add(note);

    /// <summary>Asks whether a record is known; if so it counts as unchanged and need not be built.</summary>
    /// <param name="fingerprint">The record's fingerprint.</param>
    /// <returns>Whether it is done with.</returns>
    public bool SkipIfKnown(UInt128 fingerprint)
    {
        if (_known?.Contains(fingerprint) != true)
        {
            return false;
        }

        _unchanged.Add(fingerprint);
        return true;
    }

    /// <summary>The same for several that stand one behind the other, up to the first that isn't known.</summary>
    /// <param name="fingerprints">The records' fingerprints, in order.</param>
    /// <returns>How many are done with.</returns>
    public int SkipKnown(ReadOnlySpan<UInt128> fingerprints)
    {
        var known = 0;
        while (known < fingerprints.Length && _known?.Contains(fingerprints[known]) == true)
        {
            known++;
        }

        _unchanged.AddRange(fingerprints[..known]);
        return known;
    }

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="chars">About how many characters it holds.</param>
    public void Add(SourceRecord record, long chars)
    {
        _records.Add(record);
        _chars += chars;
    }

    /// <summary>Adds a record that could not be read; its excerpt is cut to what a page may carry.</summary>
    /// <param name="row">The line or index in the file, from 1.</param>
    /// <param name="reason">What is wrong and what would mend it.</param>
    /// <param name="excerpt">The raw record, or its beginning.</param>
    /// <param name="field">The canonical field at fault; null where it is the whole record.</param>
    /// <param name="key">The application's key, if that much could be read.</param>
    public void Reject(long row, string reason, ReadOnlySpan<char> excerpt, string? field = null, string? key = null)
    {
        var kept = Math.Min(excerpt.Length, LongestExcerpt);
        // Half of a surrogate pair can't be stored as UTF-8.
        if (kept > 0 && kept < excerpt.Length && char.IsHighSurrogate(excerpt[kept - 1]))
        {
            kept--;
        }

        _rejected.Add(new RejectedRecord(new RecordPosition(_resource, row), field, reason, key, excerpt[..kept].ToString()));
        _chars += kept;
    }

    /// <summary>Hands the page over and begins the next.</summary>
    /// <returns>The page, without cursor.</returns>
    public SourcePage Take()
    {
        var page = new SourcePage
        {
            Records = _records,
            Rejected = _rejected,
            Unchanged = _unchanged,
            Notes = _notes,
            Set = _resource,
            Progress = _progress?.Invoke(),
        };
        Records += _records.Count + _rejected.Count + _unchanged.Count;
        (_records, _rejected, _unchanged, _notes, _chars) = ([], [], [], [], 0);
        return page;
    }
}
