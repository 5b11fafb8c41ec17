namespace AtsBridge.Sync;

/// <summary>
/// Reads a source again from where records went to quarantine, and picks out those alone: whatever else an old file says is old
/// news, and would take people back to stages that they have left.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="wanted">The records, all of one run.</param>
/// <param name="newest">Where a full source was read to last: what still stands in quarantine of it stood there then; null in a feed.</param>
internal sealed class QuarantineSearch(ConfiguredSource source, IReadOnlyList<OpenQuarantine> wanted, string? newest)
{
    private readonly string? _until = wanted[0].Until;
    private readonly ILookup<string, OpenQuarantine> _byKey = wanted.Where(q => RejectedKey.Of(q.Record) is not null).ToLookup(q => RejectedKey.Of(q.Record)!, StringComparer.Ordinal);
    private readonly ILookup<RecordPosition, OpenQuarantine> _byPlace = wanted.Where(q => RejectedKey.Of(q.Record) is null).ToLookup(q => q.Record.Position);
    private readonly Dictionary<long, Found> _found = [];
    private readonly Dictionary<long, Found> _doubtful = [];
    private Dictionary<long, Found> _placed = [];
    private bool _isPast;

    /// <summary>Why nothing can be said about those that were not found: a file that is still being written, for example.</summary>
    internal string? Doubt { get; private set; }

    /// <summary>What was found of a record; null where it was not.</summary>
    internal Found? Of(OpenQuarantine entry) => _found.GetValueOrDefault(entry.Id) ?? _doubtful.GetValueOrDefault(entry.Id);

    /// <summary>Reads on until everything is found or nothing is left.</summary>
    /// <param name="since">Where the run began that met them.</param>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="SourceException">The source can't be read.</exception>
    internal async Task ReadAsync(string? since, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        var (cursor, more, read) = (since, true, 0L);
        while (more && _found.Count < wanted.Count)
        {
            var start = cursor;
            more = false;
            _placed = [];
            await foreach (var page in source.Reader.ReadAsync(new ReadRequest(cursor) { FullSets = source.Contents == SourceContents.Full }, cancellationToken))
            {
                (cursor, more) = (page.Next ?? cursor, page.More);
                Doubt = page is { NothingNew: true, Notes: [var note, ..] } ? note : Doubt;
                page.Records.ToList().ForEach(Take);
                page.Rejected.ToList().ForEach(Take);
                Prove(page.Next == since ? null : page.Next);
                read += page.Records.Count + page.Rejected.Count;
                progress?.Report(new(source.Name, page.Set, read, page.Progress));
            }

            foreach (var (id, found) in _placed)
            {
                _doubtful[id] = found;
            }

            more &= cursor != start;
        }
    }

    /// <summary>
    /// Who reads from the same cursor and comes to the same one has read the same files in the same versions: what stands at a place is
    /// what stood there. Otherwise an export may have been written again, and other people stand on its rows.
    /// </summary>
    private void Prove(string? cursor)
    {
        if (_isPast || cursor is null || (cursor != _until && cursor != newest))
        {
            return;
        }

        _isPast = true;
        foreach (var (id, found) in _placed)
        {
            _found[id] = found with { By = cursor == _until ? FoundBy.Place : FoundBy.PlaceOfNewest };
        }

        _placed = [];
    }

    private void Take(SourceRecord record)
    {
        var conversion = RecordConversion.Convert(record, source.Rules);
        if (conversion.Application is not { } application)
        {
            Take(conversion.Rejection!);
            return;
        }

        // A place is a record's only where it has no key: in a file that was exported again other people stand on its rows.
        Take(_byKey[application.Key], _found, new(application, Fingerprint.Of(record, application), null, FoundBy.Key));
        Take(At(record.Position), _placed, new(application, Fingerprint.Of(record, application), null, FoundBy.PlaceInDoubt));
    }

    private static void Take(IEnumerable<OpenQuarantine> entries, Dictionary<long, Found> into, Found found)
    {
        foreach (var entry in entries)
        {
            if (into.GetValueOrDefault(entry.Id)?.Application is not { } other || !(found.Application!.UpdatedAt < other.UpdatedAt))
            {
                into[entry.Id] = found;
            }
        }
    }

    private void Take(RejectedRecord record)
    {
        foreach (var entry in RejectedKey.Of(record) is { } key ? _byKey[key] : [])
        {
            _found.TryAdd(entry.Id, new(null, default, record, FoundBy.Key));
        }

        foreach (var entry in At(record.Position))
        {
            _placed.TryAdd(entry.Id, new(null, default, record, FoundBy.PlaceInDoubt));
        }
    }

    private IEnumerable<OpenQuarantine> At(RecordPosition place) => _isPast ? [] : _byPlace[place];

    /// <summary>What says that a record that was found is the one that was looked for.</summary>
    internal enum FoundBy
    {
        /// <summary>Its key.</summary>
        Key,

        /// <summary>Its place, in what its own run has read.</summary>
        Place,

        /// <summary>Its place, in what was read last of the source; its own run may have read an earlier version.</summary>
        PlaceOfNewest,

        /// <summary>Its place, in something else: it may be somebody else's record.</summary>
        PlaceInDoubt,
    }

    /// <summary>A record that was found: readable, or not.</summary>
    internal sealed record Found(Application? Application, UInt128 Fingerprint, RejectedRecord? Rejection, FoundBy By);
}
