using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Delivery;

/// <summary>What delivery needs, each in one transaction that writes from the start: two workers never get one invite.</summary>
internal sealed class DeliveryStore(StoreDatabase database) : IDeliveryStore
{
    public Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        database.WriteAsync(db => new ClaimSearch(db, sink, now, limits, policy, wake).RunAsync(cancellationToken), cancellationToken);

    public Task<long?> BeginAttemptAsync(
        long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            var sink = await db.Invites.Where(i => i.Id == inviteId).Select(i => i.Sink).FirstOrDefaultAsync(cancellationToken)
                ?? throw new StoreException(FormattableString.Invariant($"There is no invite {inviteId} in the store. See: atsbridge invites list"));
            return db.Refusal(sink, now) is null && await db.FullUntilAsync(sink, now, limits, policy, cancellationToken) is null
                ? db.InsertOne(AttemptRows.Open(inviteId, sink, kind, now), cancellationToken)
                : (long?)null;
        }, cancellationToken);

    public Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection, CancellationToken cancellationToken) =>
        database.WriteAsync(db => new ResendSearch(db, inviteId, now, limits, policy, objection).RunAsync(cancellationToken), cancellationToken);

    public Task<bool> FinishAttemptAsync(
        long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(db => FinishAsync(db, new(attemptId, outcome, detail, invite, now), cancellationToken), cancellationToken);

    public Task<(bool Written, Claim Next)> FinishAndClaimAsync(
        EndedAttempt ended, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        database.WriteAsync(async db => (
            await FinishAsync(db, ended, cancellationToken),
            await new ClaimSearch(db, ended.Invite.Sink, now, limits, policy, wake).RunAsync(cancellationToken)), cancellationToken);

    public Task<IReadOnlySet<long>> FinishPageAsync(
        long attemptId, AttemptOutcome outcome, string? detail, IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlySet<long>>(async db =>
        {
            db.Finish(attemptId, outcome, detail, now);
            var written = new HashSet<long>();
            foreach (var invite in invites)
            {
                if (await db.ChangeAsync(invite, now, cancellationToken))
                {
                    written.Add(invite.Id);
                }
            }

            return written;
        }, cancellationToken);

    public Task<IReadOnlyList<Invite>> OpenInvitesAsync(string sink, DateTimeOffset askedBefore, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Invite>>(async db =>
        {
            var before = StoreTime.Now(askedBefore);
            var last = await db.LastQuestions(sink, before).OrderBy(i => i.ExpiresAt).Take(Math.Max(1, limit / 2)).ToListAsync(cancellationToken);
            var rows = await db.Invites.Where(i => i.Sink == sink && i.IsOpen && !i.WishUnderWay && i.StatusAskedAt < before
                    && !db.SinkStates.Any(s => s.Sink == sink && s.StoppedReason != null)
                    && !db.Pauses.Any(p => p.Scope == nameof(PauseScope.Sink) && p.Name == sink))
                .OrderBy(i => i.StatusAskedAt).ThenBy(i => i.Id).Take(limit - last.Count).ToListAsync(cancellationToken);
            return [.. last.Concat(rows).Select(r => r.ToInvite())];
        });

    public Task SetStoppedAsync(string sink, string? reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(db =>
        {
            var at = StoreTime.Store(now);
            db.SinkState(sink, cancellationToken);
            db.Statement("UPDATE sink_state SET stopped_reason = @reason, changed_at = @at WHERE sink = @sink", "@reason", "@at", "@sink").Run(reason, at, sink);
            return Task.FromResult(reason is null ? Release(db, sink, at) : 0);
        }, cancellationToken);

    public Task<ClockReading> CheckClockAsync(string sink, ClockReading reading, bool beside, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        database.WriteAsync(db => Task.FromResult(new ClockMove(db, sink, reading, beside, policy).Run(cancellationToken)), cancellationToken);

    public Task LimitAsync(string sink, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            await db.LimitAsync(sink, until, cancellationToken);
            return true;
        }, cancellationToken);

    public Task ReportAsync(
        string sink, RateReport report, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            var free = await db.FreeAsync(sink, now, limits, policy, cancellationToken);
            if (report.Remaining < free)
            {
                await db.LimitAsync(sink, DeliveryStep.Clamp(report.ResetAt, now), cancellationToken);
            }

            return free;
        }, cancellationToken);

    private static async Task<bool> FinishAsync(StoreDb db, EndedAttempt ended, CancellationToken cancellationToken)
    {
        db.Finish(ended.AttemptId, ended.Outcome, ended.Detail, ended.At);
        return await db.ChangeAsync(await db.UnlessLetGoAsync(ended.Invite, ended.At, cancellationToken), ended.At, cancellationToken);
    }

    private static int Release(StoreDb db, string sink, long at) =>
        db.Statement(
            """
            UPDATE invite SET state = 'Due', held = NULL, not_before = @at, reason = NULL, epoch = epoch + 1, changed_at = @at
            WHERE sink = @sink AND state = 'Held' AND held = 'SinkStopped'
            """,
            "@at", "@sink").Run(at, sink);
}
