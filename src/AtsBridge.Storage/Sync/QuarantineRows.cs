using AtsBridge.Erasure;
using AtsBridge.Storage.Erasure;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Sync;

/// <summary>Records that could not be read as rows.</summary>
internal static class QuarantineRows
{
    /// <summary>
    /// Writes what could not be read. A record that stands there already for the same reason is not written again: a file that is
    /// read every five minutes would otherwise fill the store with its one bad row. Of somebody who was erased only the place is written.
    /// </summary>
    internal static async Task QuarantineAsync(
        this StoreDb db, TombstoneKeys keys, string source, long runId, DateTimeOffset at, IReadOnlyList<RejectedRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return;
        }

        var erased = await keys.PeopleAsync(db, source: null, ErasedPeople.Nobody, cancellationToken);
        var resources = records.Select(r => r.Position.Resource).Distinct(StringComparer.Ordinal).ToArray();
        var known = new Dictionary<(string, long?, string?, string), (long Id, string? Ended)>();
        foreach (var row in await db.Quarantine.Where(q => q.Source == source && resources.Contains(q.Resource))
            .Select(q => new { q.Id, q.Resource, q.RowNumber, q.Field, q.Reason, q.Ended }).ToListAsync(cancellationToken))
        {
            known[(row.Resource, row.RowNumber, row.Field, row.Reason)] = (row.Id, row.Ended);
        }

        var first = !await db.Sources.AnyAsync(s => s.Name == source && s.Baselined, cancellationToken);
        var fromBaseline = first ? [] : await db.KeysFromBaselineAsync(source, StoreTime.Store(at), cancellationToken);
        var (rows, again) = (new List<QuarantineRow>(), new List<long>());
        foreach (var record in records.Select(r => erased.Redacted(source, r)))
        {
            if (known.TryGetValue(Place(record), out var there))
            {
                if (there.Ended is not null)
                {
                    again.Add(there.Id);
                    known[Place(record)] = (there.Id, null);
                }

                continue;
            }

            known[Place(record)] = (0, null);
            rows.Add(new()
            {
                RunId = runId,
                Source = source,
                Resource = record.Position.Resource,
                RowNumber = record.Position.Row,
                Field = record.Field,
                Reason = record.Reason,
                ApplicationKey = record.Key,
                Excerpt = record.Excerpt,
                At = StoreTime.Store(at),
                Baseline = first || (record.Key is { } key && fromBaseline.Contains(key)),
            });
        }

        db.InsertNew(rows, cancellationToken);
        foreach (var chunk in again.Chunk(StoreDb.ChunkRows))
        {
            await db.Quarantine.Where(q => chunk.Contains(q.Id))
                .Set(q => q.Ended, (string?)null).Set(q => q.EndedAt, (long?)null).Set(q => q.RunId, runId).Set(q => q.At, StoreTime.Store(at))
                .UpdateAsync(cancellationToken);
        }
    }

    internal static async Task EndAsync(this StoreDb db, IReadOnlyDictionary<long, QuarantineEnd> ends, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var same in ends.GroupBy(e => e.Value, e => e.Key))
        {
            foreach (var chunk in same.Chunk(StoreDb.ChunkRows))
            {
                await db.Quarantine.Where(q => chunk.Contains(q.Id) && q.Ended == null)
                    .Set(q => q.Ended, same.Key.ToString()).Set(q => q.EndedAt, StoreTime.Store(at)).UpdateAsync(cancellationToken);
            }
        }
    }

    internal static async Task<IReadOnlyList<OpenQuarantine>> OpenAsync(this StoreDb db, string source, CancellationToken cancellationToken)
    {
        var rows = await (
            from quarantine in db.Quarantine
            where quarantine.Source == source && quarantine.Ended == null
            from run in db.Runs.LeftJoin(r => r.Id == quarantine.RunId)
            orderby quarantine.Id
            select new { quarantine.Id, quarantine.RunId, quarantine.Resource, quarantine.RowNumber, quarantine.Field, quarantine.Reason, quarantine.ApplicationKey, run.Since, run.Until, quarantine.Baseline, FirstSync = (bool?)run.Baseline })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(q => new OpenQuarantine(q.Id, q.RunId, new(new(q.Resource, q.RowNumber), q.Field, q.Reason, q.ApplicationKey), q.Since, q.Baseline)
        {
            Until = q.Until, FirstSync = q.FirstSync == true,
        });
    }

    internal static QuarantinedRecord ToRecord(this QuarantineRow row) => new(
        row.Id, row.RunId, row.Source,
        new(new(row.Resource, row.RowNumber), row.Field, row.Reason, row.ApplicationKey, row.Excerpt), StoreTime.Read(row.At))
    {
        End = Words.ReadOptional<QuarantineEnd>(row.Ended),
        EndedAt = StoreTime.Read(row.EndedAt),
    };

    /// <summary>
    /// Whom the first sync could not read. The next export brings them again under another name; that they were there before
    /// must not be forgotten with the place where they stood, and a record that the same seal has ended counts as well.
    /// </summary>
    private static async Task<HashSet<string>> KeysFromBaselineAsync(this StoreDb db, string source, long now, CancellationToken cancellationToken)
    {
        var keys = await db.Quarantine
            .Where(q => q.Source == source && q.Baseline && q.ApplicationKey != null && (q.Ended == null || q.EndedAt == now))
            .Select(q => q.ApplicationKey!).ToListAsync(cancellationToken);
        return keys.ToHashSet(StringComparer.Ordinal);
    }

    private static (string, long?, string?, string) Place(RejectedRecord record) => (record.Position.Resource, record.Position.Row, record.Field, record.Reason);
}
