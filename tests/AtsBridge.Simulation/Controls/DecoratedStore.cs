using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Simulation.Controls;

/// <summary>Passes everything on; what takes a protection out overrides one method.</summary>
/// <param name="inner">The store.</param>
internal abstract class DecoratedStore(IDeliveryStore inner) : IDeliveryStore
{
    protected IDeliveryStore Inner => inner;

    /// <inheritdoc />
    public virtual Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        inner.ClaimAsync(sink, now, limits, policy, wake, cancellationToken);

    /// <inheritdoc />
    public virtual Task<long?> BeginAttemptAsync(
        long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        inner.BeginAttemptAsync(inviteId, kind, now, limits, policy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection, CancellationToken cancellationToken) =>
        inner.BeginResendAsync(inviteId, now, limits, policy, objection, cancellationToken);

    /// <inheritdoc />
    public virtual Task<bool> FinishAttemptAsync(
        long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.FinishAttemptAsync(attemptId, outcome, detail, invite, now, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlySet<long>> FinishPageAsync(
        long attemptId, AttemptOutcome outcome, string? detail, IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.FinishPageAsync(attemptId, outcome, detail, invites, now, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Invite>> OpenInvitesAsync(string sink, DateTimeOffset askedBefore, int limit, CancellationToken cancellationToken) =>
        inner.OpenInvitesAsync(sink, askedBefore, limit, cancellationToken);

    /// <inheritdoc />
    public Task SetStoppedAsync(string sink, string? reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.SetStoppedAsync(sink, reason, now, cancellationToken);

    /// <inheritdoc />
    public Task<ClockReading> CheckClockAsync(string sink, ClockReading reading, bool beside, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        inner.CheckClockAsync(sink, reading, beside, policy, cancellationToken);

    /// <inheritdoc />
    public Task LimitAsync(string sink, DateTimeOffset until, CancellationToken cancellationToken) => inner.LimitAsync(sink, until, cancellationToken);

    /// <inheritdoc />
    public Task ReportAsync(
        string sink, RateReport report, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        inner.ReportAsync(sink, report, now, limits, policy, cancellationToken);
}
