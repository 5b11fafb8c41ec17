using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Erasure;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Sync;

/// <summary>The one transaction of a seal, on the session's own connection.</summary>
internal sealed class SyncTransaction(
    StoreDatabase database, StoreDb db, TombstoneKeys keys, string source, DataConnectionTransaction transaction, IDisposable turn, TimeProvider time) : ISyncTransaction
{
    private readonly SealWriter _writer = new(db, source);

    /// <summary>After a failure half of something may be written: then only undoing it is right.</summary>
    private bool _broken;

    public Task WriteAsync(long runId, DateTimeOffset at, IReadOnlyList<SealedChange> changes, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            foreach (var chunk in changes.Chunk(StoreDb.ChunkRows))
            {
                await _writer.WriteAsync(runId, at, chunk, cancellationToken);
            }

            return true;
        });

    public Task<int> ChangeAsync(IReadOnlyList<Invite> invites, DateTimeOffset at, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            var written = 0;
            foreach (var invite in invites)
            {
                written += await db.ChangeAsync(invite, at, cancellationToken) ? 1 : 0;
            }

            return written;
        });

    public Task KnowAsync(IReadOnlyList<Invite> invites, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            foreach (var invite in invites)
            {
                await db.KnowAsync(invite, cancellationToken);
            }

            return true;
        });

    public Task TakeRoomAsync(CancellationToken cancellationToken) =>
        GuardedAsync(() => db.Invites.Where(i => i.LeavesRoom && i.Source == source).Set(i => i.LeavesRoom, false).UpdateAsync(cancellationToken));

    public Task<int> HoldAllAsync(long runId, string route, GuardTrip trip, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            var (except, now) = (trip.Except ?? "", StoreTime.Store(time.GetUtcNow()));
            var invites = db.Invites.Where(i => i.RunId == runId && i.Route == route && (i.Reason == null || i.Reason != except)
                && (i.State == nameof(InviteState.Held) || i.State == nameof(InviteState.Due) || i.State == nameof(InviteState.Waiting)));
            var ids = invites.Select(i => i.Id);
            var decided = await db.Decisions.CountAsync(d => d.InviteId != null && ids.Contains(d.InviteId!.Value) && d.Verdict == nameof(Verdict.Invite), cancellationToken);
            await db.Runs.Where(r => r.Id == runId && r.Outcome != nameof(RunOutcome.Running))
                .Set(r => r.Invited, r => r.Invited - decided)
                .Set(r => r.Held, r => r.Held + decided)
                .UpdateAsync(cancellationToken);
            await db.Decisions.Where(d => d.InviteId != null && ids.Contains(d.InviteId!.Value))
                .Set(d => d.Verdict, nameof(Verdict.Hold))
                .Set(d => d.Held, nameof(HoldReason.GuardTripped))
                .UpdateAsync(cancellationToken);
            return await invites
                .Set(i => i.State, nameof(InviteState.Held))
                .Set(i => i.Held, nameof(HoldReason.GuardTripped))
                .Set(i => i.NotBefore, (long?)null)
                .Set(i => i.Reason, trip.Reason)
                .Set(i => i.GuardRun, trip.RunId)
                .Set(i => i.Epoch, i => i.Epoch + 1)
                .Set(i => i.ChangedAt, now)
                .UpdateAsync(cancellationToken);
        });

    public Task RememberMovesAsync(IReadOnlyDictionary<StageShift, long> moves, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            await db.RememberAsync(source, moves, cancellationToken);
            return true;
        });

    public Task QuarantineAsync(long runId, DateTimeOffset at, IReadOnlyList<RejectedRecord> records, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            await db.QuarantineAsync(keys, source, runId, at, records, cancellationToken);
            return true;
        });

    public Task EndQuarantineAsync(IReadOnlyDictionary<long, QuarantineEnd> ends, DateTimeOffset at, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            await db.EndAsync(ends, at, cancellationToken);
            return true;
        });

    public Task<bool> HasFingerprintsAsync(CancellationToken cancellationToken) => GuardedAsync(() => Task.FromResult(new Packing(db, source).IsPacked()));

    public Task KeepFingerprintsAsync(IEnumerable<UInt128> gone, IAsyncEnumerable<UInt128> come, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            await new Packing(db, source).ChangeAsync(gone, come, cancellationToken);
            return true;
        });

    public Task CompleteAsync(SourceState state, RunCertificate certificate, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            await _writer.EndAsync(cancellationToken);
            await db.WriteStateAsync(source, state, cancellationToken);
            await db.WriteRunAsync(certificate, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        });

    public Task CommitAsync(CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            await _writer.EndAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        });

    public async ValueTask DisposeAsync()
    {
        try
        {
            _writer.Dispose();
            await transaction.DisposeAsync();
        }
        finally
        {
            turn.Dispose();
        }
    }

    private async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        if (_broken)
        {
            throw new InvalidOperationException("A step of this seal has failed, so it can only be disposed, which undoes it.");
        }

        try
        {
            _broken = true;
            var result = await work();
            _broken = false;
            return result;
        }
        catch (SqliteException e)
        {
            throw database.Explain(e);
        }
    }
}
