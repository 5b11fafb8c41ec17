namespace AtsBridge.Sync;

/// <summary>
/// Reads a source again from where records went to quarantine, and picks out those alone: whatever else an old file says is old
/// news, and would take people back to stages that they have left.
/// </summary>
internal sealed class QuarantineSearch(ConfiguredSource source, IReadOnlyList<OpenQuarantine> wanted)
{
    private readonly ILookup<string, OpenQuarantine> _byKey = wanted.Where(q => RejectedKey.Of(q.Record) is not null).ToLookup(q => q.Record.Key!, StringComparer.Ordinal);
    private readonly ILookup<RecordPosition, OpenQuarantine> _byPlace = wanted.Where(q => RejectedKey.Of(q.Record) is null).ToLookup(q => q.Record.Position);
    private readonly Dictionary<long, Found> _found = [];

    /// <summary>Why nothing can be said about those that were not found: a file that is still being written, for example.</summary>
    internal string? Doubt { get; private set; }

    /// <summary>What was found of a record; null where it was not.</summary>
    internal Found? Of(OpenQuarantine entry) => _found.GetValueOrDefault(entry.Id);

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
            await foreach (var page in source.Reader.ReadAsync(new ReadRequest(cursor) { FullSets = source.Contents == SourceContents.Full }, cancellationToken))
            {
                (cursor, more) = (page.Next ?? cursor, page.More);
                Doubt = page is { NothingNew: true, Notes: [var note, ..] } ? note : Doubt;
                page.Records.ToList().ForEach(Take);
                page.Rejected.ToList().ForEach(Take);
                read += page.Records.Count + page.Rejected.Count;
                progress?.Report(new(source.Name, page.Set, read, page.Progress));
            }

            more &= cursor != start;
        }
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
        foreach (var entry in _byKey[application.Key].Concat(_byPlace[record.Position]))
        {
            if (_found.GetValueOrDefault(entry.Id)?.Application is not { } other || !(application.UpdatedAt < other.UpdatedAt))
            {
                _found[entry.Id] = new(application, Fingerprint.Of(record, application), null);
            }
        }
    }

    private void Take(RejectedRecord record)
    {
        foreach (var entry in (RejectedKey.Of(record) is { } key ? _byKey[key] : []).Concat(_byPlace[record.Position]))
        {
            _found.TryAdd(entry.Id, new(null, default, record));
        }
    }

    /// <summary>A record that was found: readable, or not.</summary>
    internal sealed record Found(Application? Application, UInt128 Fingerprint, RejectedRecord? Rejection);
}
