using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Sync;

namespace AtsBridge.Simulation.Store;

/// <summary>
/// The store as one node meets it: every call takes time, may fail before or after its effect, and its answer never reaches a
/// node that was killed meanwhile. The store behind it answers at once, because one thread runs the world.
/// </summary>
/// <param name="node">The process that asks.</param>
/// <param name="deliveries">The store.</param>
/// <param name="ledger">The same store.</param>
/// <param name="fate">How each call goes.</param>
/// <param name="inProcess">The store is part of the process (SQLite): it stands still with it and dies with it.</param>
/// <param name="trace">The world's.</param>
internal sealed class NodeStore(Node node, IDeliveryStore deliveries, ILedgerStore ledger, IStoreFate fate, bool inProcess, Trace trace) : IDeliveryStore, ILedgerStore
{
    /// <inheritdoc />
    public Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        AskAsync(true, () => deliveries.ClaimAsync(sink, now, limits, policy, wake, CancellationToken.None), Told, cancellationToken);

    /// <inheritdoc />
    public Task<long?> BeginAttemptAsync(
        long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        AskAsync(true, () => deliveries.BeginAttemptAsync(inviteId, kind, now, limits, policy, CancellationToken.None),
            attempt => trace.Add($"{node.Name} store: attempt {attempt ?? 0} {kind} of invite {inviteId}"), cancellationToken);

    /// <inheritdoc />
    public Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection, CancellationToken cancellationToken) =>
        AskAsync(true, () => deliveries.BeginResendAsync(inviteId, now, limits, policy, objection, CancellationToken.None),
            permit => trace.Add($"{node.Name} store: resend of invite {inviteId}: {(permit is ResendPermit.Granted g ? $"attempt {g.AttemptId}" : permit.GetType().Name)}"), cancellationToken);

    /// <inheritdoc />
    public Task<bool> FinishAttemptAsync(
        long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync(true, () => deliveries.FinishAttemptAsync(attemptId, outcome, detail, invite, now, CancellationToken.None),
            done => trace.Add($"{node.Name} store: attempt {attemptId} ended {outcome}, invite {invite.Id} is {invite.Delivery.State}{(done ? "" : ": fenced off")}"), cancellationToken);

    /// <inheritdoc />
    public Task<(bool Written, Claim Next)> FinishAndClaimAsync(
        EndedAttempt ended, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        AskAsync(true, () => deliveries.FinishAndClaimAsync(ended, now, limits, policy, wake, CancellationToken.None),
            done =>
            {
                trace.Add($"{node.Name} store: attempt {ended.AttemptId} ended {ended.Outcome}, invite {ended.Invite.Id} is {ended.Invite.Delivery.State}{(done.Written ? "" : ": fenced off")}");
                Told(done.Next);
            }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlySet<long>> FinishPageAsync(
        long attemptId, AttemptOutcome outcome, string? detail, IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync(true, () => deliveries.FinishPageAsync(attemptId, outcome, detail, invites, now, CancellationToken.None),
            written => trace.Add($"{node.Name} store: attempt {attemptId} ended {outcome}, {written.Count} invites written"), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Invite>> OpenInvitesAsync(string sink, DateTimeOffset askedBefore, int limit, CancellationToken cancellationToken) =>
        AskAsync(false, () => deliveries.OpenInvitesAsync(sink, askedBefore, limit, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task SetStoppedAsync(string sink, string? reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        DoAsync(() => deliveries.SetStoppedAsync(sink, reason, now, CancellationToken.None), reason is null ? "sink goes on" : "sink stopped", cancellationToken);

    /// <inheritdoc />
    public Task<ClockReading> CheckClockAsync(string sink, ClockReading reading, bool beside, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        AskAsync(true, () => deliveries.CheckClockAsync(sink, reading, beside, policy, CancellationToken.None), _ => trace.Add($"{node.Name} store: clock"), cancellationToken);

    /// <inheritdoc />
    public Task LimitAsync(string sink, DateTimeOffset until, CancellationToken cancellationToken) =>
        DoAsync(() => deliveries.LimitAsync(sink, until, CancellationToken.None), "limited", cancellationToken);

    /// <inheritdoc />
    public Task ReportAsync(
        string sink, RateReport report, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        DoAsync(() => deliveries.ReportAsync(sink, report, now, limits, policy, CancellationToken.None), "reported", cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Invite>> UnansweredAsync(
        string route, int fewerReminders, DateTimeOffset after, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.UnansweredAsync(route, fewerReminders, after, until, limit, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Pause>> PausesAsync(CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.PausesAsync(CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<bool> PauseAsync(Pause pause, CancellationToken cancellationToken) =>
        AskAsync(true, () => ledger.PauseAsync(pause, CancellationToken.None), _ => trace.Add($"{node.Name} store: {pause.Scope} {pause.Name} paused"), cancellationToken);

    /// <inheritdoc />
    public Task<bool> ResumeAsync(PauseScope scope, string name, CancellationToken cancellationToken) =>
        AskAsync(true, () => ledger.ResumeAsync(scope, name, CancellationToken.None), _ => trace.Add($"{node.Name} store: {scope} {name} goes on"), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Invite>> ListAsync(InviteFilter filter, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.ListAsync(filter, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<long> ChosenAsync(InviteFilter filter, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.ChosenAsync(filter, CancellationToken.None), null, cancellationToken);

    public Task<IReadOnlyList<long>> NumbersAsync(InviteFilter filter, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.NumbersAsync(filter, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<(Invite Before, Invite? After)>> ChangeAllAsync(
        IReadOnlyCollection<long> inviteIds, Func<Invite, Invite?> change, DateTimeOffset at, CancellationToken cancellationToken) =>
        AskAsync(true, () => ledger.ChangeAllAsync(inviteIds, change, at, CancellationToken.None),
            changes => trace.Add($"{node.Name} store: invite {changes[0].Before.Id} is {(changes[0].After ?? changes[0].Before).Delivery.State}"), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<InviteState, long>> CountAsync(string? sink, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.CountAsync(sink, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<Invite?> FindAsync(long inviteId, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.FindAsync(inviteId, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Attempt>> AttemptsAsync(long inviteId, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.AttemptsAsync(inviteId, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<bool> ChangeAsync(Invite invite, DateTimeOffset at, CancellationToken cancellationToken) =>
        AskAsync(true, () => ledger.ChangeAsync(invite, at, CancellationToken.None),
            done => trace.Add($"{node.Name} store: invite {invite.Id} is {invite.Delivery.State}{(done ? "" : ": fenced off")}"), cancellationToken);

    /// <inheritdoc />
    public Task<string?> StoppedAsync(string sink, CancellationToken cancellationToken) =>
        AskAsync(false, () => ledger.StoppedAsync(sink, CancellationToken.None), null, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ApplicationStory>> ExplainAsync(string who, CancellationToken cancellationToken) => ledger.ExplainAsync(who, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<QuarantinedRecord>> QuarantineAsync(string? source, int limit, CancellationToken cancellationToken) => ledger.QuarantineAsync(source, limit, cancellationToken);

    public Task<IReadOnlyList<StageShift>> EmptiedStagesAsync(string source, CancellationToken cancellationToken) => ledger.EmptiedStagesAsync(source, cancellationToken);

    public Task<IReadOnlyList<QuarantinedRecord>> OpenQuarantineAsync(string? source, int limit, CancellationToken cancellationToken) => ledger.OpenQuarantineAsync(source, limit, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<RunCertificate>> RunsAsync(string? source, int limit, CancellationToken cancellationToken) => ledger.RunsAsync(source, limit, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlySet<string>> StagesSeenAsync(string source, CancellationToken cancellationToken) => ledger.StagesSeenAsync(source, cancellationToken);

    private void Told(Claim claim)
    {
        if (claim is Claim.Work work)
        {
            node.Work();
            trace.Add($"{node.Name} store: claims invite {work.Invite.Id} to {work.Effect}, attempt {work.AttemptId}");
        }
    }

    private Task<bool> DoAsync(Func<Task> effect, string what, CancellationToken cancellationToken) => AskAsync(true, async () =>
    {
        await effect();
        return true;
    }, _ => trace.Add($"{node.Name} store: {what}"), cancellationToken);

    private Task<T> AskAsync<T>(bool commits, Func<Task<T>> effect, Action<T>? tell, CancellationToken cancellationToken)
    {
        var (kind, before, after) = fate.Next(commits);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var timeline = node.Timeline;
        Action act = () =>
        {
            if (kind == StoreFaultKind.KillBefore)
            {
                node.Crash();
                return;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                answer.TrySetCanceled(cancellationToken);
                return;
            }

            var result = default(T);
            Exception? fault = null;
            if (kind != StoreFaultKind.Before)
            {
                try
                {
                    result = effect().GetAwaiter().GetResult();
                    tell?.Invoke(result);
                }
                catch (Exception e) when (e is not InvalidOperationException)
                {
                    fault = e;
                }
            }

            if (kind is StoreFaultKind.Before or StoreFaultKind.After)
            {
                trace.Add($"{node.Name} store: error {kind} the commit");
                fault = new StoreFault("the store reported an error");
            }

            if (kind == StoreFaultKind.KillAfter)
            {
                node.Crash();
                return;
            }

            timeline.Post(timeline.Now + after, node, () =>
            {
                if (fault is null)
                {
                    answer.TrySetResult(result!);
                }
                else
                {
                    answer.TrySetException(fault);
                }
            });
        };
        if (inProcess)
        {
            timeline.Post(timeline.Now + before, node, act);
        }
        else
        {
            timeline.Post(timeline.Now + before, act);
        }

        return answer.Task;
    }
}
