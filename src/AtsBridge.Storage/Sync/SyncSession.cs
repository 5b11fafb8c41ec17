using System.Runtime.CompilerServices;
using AtsBridge.Delivery;
using AtsBridge.Erasure;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Erasure;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Sync;

/// <summary>One pass over one source, on a connection of its own.</summary>
internal sealed class SyncSession(
    StoreDatabase database, StoreDb db, TombstoneKeys keys, string source, SyncMode mode, SourceState state, TimeProvider time) : ISyncSession
{
    private static readonly string[] Unsent =
        [nameof(InviteState.Held), nameof(InviteState.Due), nameof(InviteState.Waiting), nameof(InviteState.Sending), nameof(InviteState.Ambiguous), nameof(InviteState.Rejected),
        nameof(InviteState.NeedsReview)];

    private readonly List<long> _runs = [];
    private readonly StagingArea _staging = new(db);
    private readonly Snapshot _snapshot = new(db, source);
    private readonly InviteSearch _invites = new(db, source);

    public SourceState State => state;

    public async Task<long> BeginRunAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        if (mode == SyncMode.Plan)
        {
            return 0;
        }

        // Runs of this session that are still open wait for the sets behind them; only those of a process that vanished are over.
        _runs.Add(await database.WriteAsync(other => Task.FromResult(other.BeginRun(source, _runs, startedAt, cancellationToken)), cancellationToken));
        return _runs[^1];
    }

    public IAsyncEnumerable<IReadOnlyList<UInt128>> FingerprintsAsync(CancellationToken cancellationToken) =>
        _staging.HasRetained ? OverlaidFingerprintsAsync(cancellationToken) : StoredFingerprintsAsync(cancellationToken);

    public Task<IReadOnlyDictionary<string, KnownApplication>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        ExplainedAsync(() =>
        {
            var known = new Dictionary<string, KnownApplication>(keys.Count, StringComparer.Ordinal);
            _snapshot.Find(keys, known, cancellationToken);
            foreach (var key in _staging.HasRetained ? keys : [])
            {
                if (_staging.FindRetained(key) is { } retained)
                {
                    known[key] = retained;
                }
            }

            return Task.FromResult<IReadOnlyDictionary<string, KnownApplication>>(known);
        });

    public async IAsyncEnumerable<KnownApplication> PresentAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in _snapshot.PresentAsync(cancellationToken))
        {
            foreach (var application in chunk)
            {
                if (!_staging.HasRetained || _staging.FindRetained(application.Key) is null)
                {
                    yield return application;
                }
            }
        }

        var retained = _staging.HasRetained ? _staging.RetainedAfter("") : [];
        while (retained.Count > 0)
        {
            foreach (var application in retained.Where(a => a.Present))
            {
                yield return application;
            }

            retained = _staging.RetainedAfter(retained[^1].Key);
        }
    }

    public Task StageAsync(IReadOnlyList<StagedChange> changes, CancellationToken cancellationToken) =>
        StagingAsync(() => _staging.Stage(changes), cancellationToken);

    public Task<StagedChange?> FindStagedAsync(string key, CancellationToken cancellationToken) =>
        ExplainedAsync(() => Task.FromResult(_staging.Find(key)));

    public Task UnstageAsync(string key, CancellationToken cancellationToken) => StagingAsync(() => _staging.Remove(key), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<StagedChange>> StagedAsync(bool withNew, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChangeKind? without = withNew ? null : ChangeKind.New;
        var (chunk, last) = await ExplainedAsync(() => Task.FromResult(_staging.After(0, without)));
        while (chunk.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return chunk;
            (chunk, last) = await ExplainedAsync(() => Task.FromResult(_staging.After(last, without)));
        }
    }

    public Task EndSetAsync(CancellationToken cancellationToken) =>
        StagingAsync(mode == SyncMode.Plan ? _staging.Retain : _staging.Forget, cancellationToken);

    public Task DiscardAsync(CancellationToken cancellationToken) => StagingAsync(_staging.Forget, cancellationToken);

    public Task<IReadOnlySet<InviteIdentity>> TakenAsync(IReadOnlyCollection<InviteIdentity> identities, CancellationToken cancellationToken) =>
        ExplainedAsync(() => Task.FromResult(_invites.Taken(identities, cancellationToken)));

    public Task<IReadOnlyList<Invite>> UnsentInvitesAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken) =>
        ExplainedAsync(() => _invites.OfAsync(applicationKeys, i => Unsent.Contains(i.State), cancellationToken));

    public Task<IReadOnlyList<Invite>> OpenInvitesAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken) =>
        ExplainedAsync(() => _invites.OfAsync(applicationKeys, i => i.IsOpen, cancellationToken));

    public Task<IReadOnlyList<Invite>> StandingInvitesAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken) =>
        ExplainedAsync(() => _invites.OfAsync(applicationKeys, i => i.State != nameof(InviteState.Cancelled), cancellationToken));

    public Task<IReadOnlyList<Invite>> LeavingRoomAsync(CancellationToken cancellationToken) =>
        ExplainedAsync<IReadOnlyList<Invite>>(async () =>
            (await db.Invites.Where(i => i.LeavesRoom && i.Source == source).OrderBy(i => i.Id).ToListAsync(cancellationToken)).ConvertAll(r => r.ToInvite()));

    public Task<IReadOnlyList<KnownApplication>> SuppressedBehindAsync(
        IReadOnlyCollection<string> candidateIds, IReadOnlyCollection<string> emailIdentities, CancellationToken cancellationToken) =>
        ExplainedAsync<IReadOnlyList<KnownApplication>>(async () =>
        {
            var behind = new List<KnownApplication>();
            foreach (var application in await _snapshot.OfPeopleAsync(candidateIds, emailIdentities, cancellationToken))
            {
                var key = application.Key;
                var last = await db.Transitions.Where(t => t.Source == source && t.ApplicationKey == key)
                    .Join(db.Decisions, t => t.Id, d => d.TransitionId, (t, d) => new { t.Id, d.Suppressed })
                    .OrderByDescending(d => d.Id).Select(d => d.Suppressed).FirstOrDefaultAsync(cancellationToken);
                if (last == nameof(SuppressReason.AlreadyInvited))
                {
                    behind.Add(application);
                }
            }

            return behind;
        });

    public Task<IReadOnlySet<string>> CancelledByVanishingAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken) =>
        ExplainedAsync(() => _invites.CancelledByVanishingAsync(applicationKeys, cancellationToken));

    public Task<ErasedPeople> ErasedAsync(ErasedPeople before, CancellationToken cancellationToken) =>
        ExplainedAsync(() => keys.PeopleAsync(db, source, before, cancellationToken));

    public async Task<ISyncTransaction> BeginSealAsync(CancellationToken cancellationToken)
    {
        if (mode == SyncMode.Plan)
        {
            throw new InvalidOperationException("A plan seals nothing: its session was opened with SyncMode.Plan.");
        }

        var turn = await database.TurnAsync(cancellationToken);
        try
        {
            var transaction = await db.BeginTransactionAsync(cancellationToken);
            return new SyncTransaction(database, db, keys, source, transaction, turn, time);
        }
        catch (SqliteException e)
        {
            turn.Dispose();
            throw database.Explain(e);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public Task EndRunAsync(RunCertificate certificate, IReadOnlyList<RejectedRecord> quarantined, CancellationToken cancellationToken) =>
        mode == SyncMode.Plan
            ? Task.CompletedTask
            : database.WriteAsync(async other =>
            {
                await other.QuarantineAsync(keys, source, certificate.RunId, certificate.FinishedAt ?? time.GetUtcNow(), quarantined, cancellationToken);
                await other.WriteRunAsync(certificate, cancellationToken);
                return true;
            }, cancellationToken);

    public Task<IReadOnlyList<OpenQuarantine>> OpenQuarantineAsync(CancellationToken cancellationToken) =>
        ExplainedAsync(() => db.OpenAsync(source, cancellationToken));

    public Task<IReadOnlyList<AwaitingInvites>> AwaitingAsync(CancellationToken cancellationToken) =>
        ExplainedAsync<IReadOnlyList<AwaitingInvites>>(() => Task.FromResult<IReadOnlyList<AwaitingInvites>>(
        [
            .. db.Ask(
                    """
                    SELECT run_id, route, count(*) FROM invite
                    WHERE awaits_pass = 1 AND source = ?1 AND state IN ('Held', 'Due', 'Waiting') GROUP BY run_id, route ORDER BY run_id, route
                    """,
                    r => new AwaitingInvites(r.GetInt64(0), r.GetString(1), r.GetInt64(2)), source)
                .Where(a => !_runs.Contains(a.RunId)),
        ]));

    public Task<IReadOnlyList<AwaitingInvites>> MadeSinceAsync(string set, DateTimeOffset since, CancellationToken cancellationToken) =>
        ExplainedAsync<IReadOnlyList<AwaitingInvites>>(() => Task.FromResult<IReadOnlyList<AwaitingInvites>>(
        [
            .. db.Ask(
                """
                SELECT r.id, i.route, count(*) FROM run r JOIN invite i ON i.run_id = r.id
                WHERE r.source = ?1 AND r.is_retry = 1 AND r.set_name = ?3 AND r.started_at >= ?2 AND i.state <> 'Cancelled' GROUP BY r.id, i.route ORDER BY r.id, i.route
                """,
                r => new AwaitingInvites(r.GetInt64(0), r.GetString(1), r.GetInt64(2)), source, StoreTime.Store(since), set),
        ]));

    public Task EndPassAsync(CancellationToken cancellationToken) =>
        mode == SyncMode.Plan
            ? Task.CompletedTask
            : database.WriteAsync(other => other.Invites.Where(i => i.AwaitsPass && i.Source == source)
                .Set(i => i.AwaitsPass, false).UpdateAsync(cancellationToken), cancellationToken);

    public Task<IReadOnlyList<PastRun>> PastAsync(int runs, CancellationToken cancellationToken) =>
        ExplainedAsync(() => db.PastAsync(source, runs, cancellationToken));

    public Task<IReadOnlyDictionary<StageShift, long>> MostMovedAsync(IReadOnlyCollection<StageShift> ways, CancellationToken cancellationToken) =>
        ExplainedAsync(() => db.MostMovedAsync(source, ways, cancellationToken));

    public Task<IReadOnlyList<StageHeads>> HeadsAsync(CancellationToken cancellationToken) =>
        ExplainedAsync(() => _staging.HasRetained ? OverlaidHeadsAsync(cancellationToken)
            : mode == SyncMode.Commit && db.Transaction is null ? StageHeadCount.KeepAsync(database, db, source, cancellationToken)
            : _snapshot.HeadsAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        _staging.Dispose();
        _snapshot.Dispose();
        _invites.Dispose();
        await db.DisposeAsync();
    }

    private async IAsyncEnumerable<IReadOnlyList<UInt128>> StoredFingerprintsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var packing = new Packing(db, source);
        if (mode == SyncMode.Commit && !await ExplainedAsync(() => Task.FromResult(packing.IsPacked())))
        {
            // Once, by who comes after a first sync or an erasure. In one transaction, so that nobody takes one out in between.
            await database.WriteAsync(async other =>
            {
                using var snapshot = new Snapshot(other, source);
                await new Packing(other, source).PackAsync(snapshot.FingerprintsAsync(cancellationToken), cancellationToken);
                return true;
            }, cancellationToken);
        }

        // All parts from one moment: of two of them one would be too many.
        var quiet = db.Transaction is null;
        if (quiet)
        {
            db.BeginQuiet();
        }

        try
        {
            var parts = packing.IsPacked() ? packing.Unpack().ToAsyncEnumerable() : InParts(_snapshot.FingerprintsAsync(cancellationToken), cancellationToken);
            await foreach (var part in parts.WithCancellation(cancellationToken))
            {
                yield return part;
            }
        }
        finally
        {
            if (quiet)
            {
                db.End(keep: false);
            }
        }
    }

    private IAsyncEnumerable<IReadOnlyList<UInt128>> OverlaidFingerprintsAsync(CancellationToken cancellationToken) =>
        InParts(PresentAsync(cancellationToken).Select(a => a.Fingerprint), cancellationToken);

    private static async IAsyncEnumerable<IReadOnlyList<UInt128>> InParts(IAsyncEnumerable<UInt128> fingerprints, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var part = new List<UInt128>(StoreDb.ChunkRows);
        await foreach (var fingerprint in fingerprints.WithCancellation(cancellationToken))
        {
            part.Add(fingerprint);
            if (part.Count == StoreDb.ChunkRows)
            {
                yield return part;
                part.Clear();
            }
        }

        yield return part;
    }

    private async Task<IReadOnlyList<StageHeads>> OverlaidHeadsAsync(CancellationToken cancellationToken)
    {
        var heads = new Dictionary<(string?, string?), long>();
        await foreach (var known in PresentAsync(cancellationToken))
        {
            var application = known.Application;
            heads[(application.Stage, application.StageId)] = heads.GetValueOrDefault((application.Stage, application.StageId)) + 1;
        }

        return [.. heads.Select(h => new StageHeads(h.Key.Item1, h.Key.Item2, h.Value))];
    }

    private Task<bool> StagingAsync(Action work, CancellationToken cancellationToken) => ExplainedAsync(() =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        work();
        return Task.FromResult(true);
    });

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException e)
        {
            throw database.Explain(e);
        }
    }
}
