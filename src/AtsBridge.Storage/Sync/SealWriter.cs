using AtsBridge.Storage.Erasure;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Sync;

/// <summary>Writes sealed changes, a chunk at a time.</summary>
internal sealed class SealWriter(StoreDb db, string source) : IDisposable
{
    private readonly SnapshotWriter _snapshot = new(db, source);
    private HashSet<string>? _stages;
    private StageHeadCount? _heads;
    private long _lastTransition = -1;

    internal async Task WriteAsync(long runId, DateTimeOffset at, IReadOnlyList<SealedChange> changes, CancellationToken cancellationToken)
    {
        _heads ??= await StageHeadCount.TakeAsync(db, source, cancellationToken);
        foreach (var change in changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (change is { Change: { } staged, Erased: null })
            {
                _snapshot.Write(staged, runId, at, _heads);
            }
        }

        await WriteErasedAsync(changes, cancellationToken);
        await WriteStagesAsync(changes, cancellationToken);
        var transitions = new List<TransitionRow>();
        var decisions = new List<DecisionRow>();
        foreach (var change in changes)
        {
            long? invite = change.Invite is { } made ? db.Insert(made, runId, cancellationToken) : null;
            if (change.Transition is { } transition)
            {
                var id = await NextTransitionAsync(cancellationToken);
                transitions.Add(TransitionRows.ToRow(transition, id, runId, source, change.Key, at));
                if (change.Decision is { } decision)
                {
                    decisions.Add(TransitionRows.ToRow(decision, id, invite));
                }
            }
        }

        db.InsertAll(transitions, cancellationToken);
        db.InsertAll(decisions, cancellationToken);
    }

    /// <summary>Writes what could only be written when everything else was.</summary>
    internal Task EndAsync(CancellationToken cancellationToken) => _heads?.PutBackAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _snapshot.Dispose();

    /// <summary>Of people who were erased keyed hashes stand in the place of the snapshot's row.</summary>
    private async Task WriteErasedAsync(IReadOnlyList<SealedChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(c => c.Erased is not null || c.Revived is not null))
        {
            var key = change.Key;
            var mac = Fingerprints.Write(change.Erased?.Key ?? change.Revived!.Value);
            await db.ErasedApplications.Where(a => a.Source == source && a.KeyMac == mac).DeleteAsync(cancellationToken);
            if (change.Erased is { } kept)
            {
                var rows = db.Applications.Where(a => a.Source == source && a.ApplicationKey == key);
                if (await rows.Select(a => new { a.Present, a.Stage, a.StageId }).FirstOrDefaultAsync(cancellationToken) is { Present: true } old)
                {
                    _heads!.Add(old.Stage, old.StageId, -1);
                }

                await rows.DeleteAsync(cancellationToken);
                await db.InsertAsync(kept.ToRow(source), token: cancellationToken);
            }
        }
    }

    private async Task WriteStagesAsync(IReadOnlyList<SealedChange> changes, CancellationToken cancellationToken)
    {
        _stages ??= [.. await db.StagesSeen.Where(s => s.Source == source).Select(s => s.Stage).ToListAsync(cancellationToken)];
        var unseen = changes.Where(c => c.Change is not null)
            .SelectMany(c => new[] { c.Change!.After.Stage, c.Change.After.StageId })
            .OfType<string>().Where(_stages.Add)
            .Select(stage => new StageSeenRow { Source = source, Stage = stage }).ToList();
        db.InsertAll(unseen, cancellationToken);
    }

    /// <summary>Numbers are given here, because decisions refer to them; the transaction that writes is the only one.</summary>
    private async Task<long> NextTransitionAsync(CancellationToken cancellationToken)
    {
        if (_lastTransition < 0)
        {
            _lastTransition = await db.Transitions.MaxAsync(t => (long?)t.Id, cancellationToken) ?? 0;
        }

        return ++_lastTransition;
    }
}
