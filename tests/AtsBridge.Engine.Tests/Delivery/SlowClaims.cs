using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>A store around whose claims and permits something happens to the process, or before an answer is put on record.</summary>
internal sealed class SlowClaims(IDeliveryStore store, Action afterwards, Func<Task>? beforeFinish = null, Func<Task>? beforeBegin = null) : IDeliveryStore
{
    public async Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken)
    {
        var claim = await store.ClaimAsync(sink, now, limits, policy, wake, cancellationToken);
        if (claim is Claim.Work)
        {
            afterwards();
        }

        return claim;
    }

    public async Task<long?> BeginAttemptAsync(long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        await (beforeBegin?.Invoke() ?? Task.CompletedTask);
        var attempt = await store.BeginAttemptAsync(inviteId, kind, now, limits, policy, cancellationToken);
        afterwards();
        return attempt;
    }

    public async Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection, CancellationToken cancellationToken)
    {
        await (beforeBegin?.Invoke() ?? Task.CompletedTask);
        var permit = await store.BeginResendAsync(inviteId, now, limits, policy, objection, cancellationToken);
        afterwards();
        return permit;
    }

    public async Task<bool> FinishAttemptAsync(long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await (beforeFinish?.Invoke() ?? Task.CompletedTask);
        return await store.FinishAttemptAsync(attemptId, outcome, detail, invite, now, cancellationToken);
    }

    public Task<IReadOnlySet<long>> FinishPageAsync(long attemptId, AttemptOutcome outcome, string? detail, IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.FinishPageAsync(attemptId, outcome, detail, invites, now, cancellationToken);

    public Task<IReadOnlyList<Invite>> OpenInvitesAsync(string sink, DateTimeOffset askedBefore, int limit, CancellationToken cancellationToken) =>
        store.OpenInvitesAsync(sink, askedBefore, limit, cancellationToken);

    public Task SetStoppedAsync(string sink, string? reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.SetStoppedAsync(sink, reason, now, cancellationToken);

    public Task<ClockReading> CheckClockAsync(string sink, ClockReading reading, bool beside, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        store.CheckClockAsync(sink, reading, beside, policy, cancellationToken);

    public Task LimitAsync(string sink, DateTimeOffset until, CancellationToken cancellationToken) => store.LimitAsync(sink, until, cancellationToken);

    public Task ReportAsync(string sink, RateReport report, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        store.ReportAsync(sink, report, now, limits, policy, cancellationToken);
}
