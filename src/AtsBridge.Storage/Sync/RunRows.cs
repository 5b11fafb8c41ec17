using System.Collections.Immutable;
using System.Text.Json;
using AtsBridge.Routing;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;

namespace AtsBridge.Storage.Sync;

/// <summary>Runs as rows.</summary>
internal static class RunRows
{
    internal static long BeginRun(this StoreDb db, string source, IReadOnlyCollection<long> own, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var open = db.Ask("SELECT id FROM run WHERE outcome = 'Running' AND source = ?1", r => r.GetInt64(0), source);
        foreach (var id in open.Except(own))
        {
            db.Statement("UPDATE run SET outcome = 'Interrupted', reason = @reason WHERE id = @id", "@reason", "@id")
                .Run("its process ended in the middle; the run after it starts where it did", id);
        }

        var begun = new RunCertificate { Source = source, StartedAt = startedAt };
        return db.InsertOne(begun.ToRow(), cancellationToken);
    }

    /// <summary>Writes where a run stands; once it has ended by itself, its invites may go.</summary>
    internal static async Task WriteRunAsync(this StoreDb db, RunCertificate certificate, CancellationToken cancellationToken)
    {
        var row = certificate.ToRow();
        if (row.Id == 0)
        {
            await db.InsertWithInt64IdentityAsync(row, token: cancellationToken);
        }
        else if (await db.UpdateAsync(row, token: cancellationToken) == 0)
        {
            throw new StoreException(FormattableString.Invariant($"Run {row.Id} is not in the store, so its end can't be put on record. Was the store replaced while it ran? Run the sync again."));
        }

        if (certificate.Outcome is not (RunOutcome.Running or RunOutcome.Interrupted))
        {
            await db.Invites.Where(i => i.RunId == row.Id && i.AwaitsPass).Set(i => i.AwaitsPass, false).UpdateAsync(cancellationToken);
        }
    }

    internal static RunCertificate ToCertificate(this RunRow row) => new()
    {
        RunId = row.Id,
        Source = row.Source,
        Set = row.SetName,
        StartedAt = StoreTime.Read(row.StartedAt),
        FinishedAt = StoreTime.Read(row.FinishedAt),
        Outcome = Words.Read<RunOutcome>(row.Outcome),
        Reason = row.Reason,
        Baseline = row.Baseline,
        Read = row.RecordsRead,
        Unchanged = row.Unchanged,
        Changed = row.Changed,
        New = row.New,
        Quarantined = row.Quarantined,
        Vanished = row.Vanished,
        Known = row.Known,
        Moved = row.Moved,
        Guard = row.Guard,
        Since = row.Since,
        Until = row.Until,
        IsPartial = row.IsPartial,
        Transitions = row.Transitions,
        Invited = row.Invited,
        Held = row.Held,
        Suppressed = JsonSerializer.Deserialize(row.Suppressed, StoreJsonContext.Default.DictionaryStringInt64)!
            .ToImmutableSortedDictionary(p => Words.Read<SuppressReason>(p.Key), p => p.Value),
        Cancelled = row.Cancelled,
        Notes = JsonSerializer.Deserialize(row.Notes, StoreJsonContext.Default.StringArray)!,
    };

    private static RunRow ToRow(this RunCertificate certificate) => new()
    {
        Id = certificate.RunId,
        Source = certificate.Source,
        SetName = certificate.Set,
        StartedAt = StoreTime.Store(certificate.StartedAt),
        FinishedAt = StoreTime.Store(certificate.FinishedAt),
        Outcome = certificate.Outcome.ToString(),
        Reason = certificate.Reason,
        Baseline = certificate.Baseline,
        RecordsRead = certificate.Read,
        Unchanged = certificate.Unchanged,
        Changed = certificate.Changed,
        New = certificate.New,
        Quarantined = certificate.Quarantined,
        Vanished = certificate.Vanished,
        Known = certificate.Known,
        Moved = certificate.Moved,
        Guard = certificate.Guard,
        Since = certificate.Since,
        Until = certificate.Until,
        IsPartial = certificate.IsPartial,
        Transitions = certificate.Transitions,
        Invited = certificate.Invited,
        Held = certificate.Held,
        Suppressed = JsonSerializer.Serialize(
            certificate.Suppressed.ToDictionary(p => p.Key.ToString(), p => p.Value, StringComparer.Ordinal), StoreJsonContext.Default.DictionaryStringInt64),
        Cancelled = certificate.Cancelled,
        Notes = JsonSerializer.Serialize([.. certificate.Notes], StoreJsonContext.Default.StringArray),
    };
}
