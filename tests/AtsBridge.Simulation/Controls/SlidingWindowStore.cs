using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Simulation.Controls;

/// <summary>
/// The budget as a rate limiter in the process: it counts when a request starts, cuts the window into segments, and knows nothing of
/// other processes or of the one before.
/// </summary>
/// <param name="inner">The store, whose own budget is not asked.</param>
/// <param name="time">The process's clock.</param>
internal sealed class SlidingWindowStore(IDeliveryStore inner, TimeProvider time) : DecoratedStore(inner)
{
    private const int Segments = 6;

    private List<SlidingWindow>? _windows;

    /// <inheritdoc />
    public override async Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken)
    {
        if (!HasPermit(limits))
        {
            return new Claim.NoBudget(now + _windows!.Min(w => w.Segment));
        }

        // Taken at once: other workers ask meanwhile. What is not needed is lost, which only makes it stricter.
        _windows!.ForEach(w => w.Take());
        return await Inner.ClaimAsync(sink, now, [], policy, wake, cancellationToken);
    }

    /// <inheritdoc />
    public override async Task<long?> BeginAttemptAsync(
        long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        if (!HasPermit(limits))
        {
            return null;
        }

        _windows!.ForEach(w => w.Take());
        return await Inner.BeginAttemptAsync(inviteId, kind, now, [], policy, cancellationToken);
    }

    /// <inheritdoc />
    public override async Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection, CancellationToken cancellationToken)
    {
        if (!HasPermit(limits))
        {
            return new ResendPermit.NoBudget(now + _windows!.Min(w => w.Segment));
        }

        _windows!.ForEach(w => w.Take());
        return await Inner.BeginResendAsync(inviteId, now, [], policy, objection, cancellationToken);
    }

    private bool HasPermit(IReadOnlyList<RateLimit> limits)
    {
        _windows ??= [.. limits.Select(l => new SlidingWindow(l.Permits, l.Window, Segments))];
        return _windows.TrueForAll(w => w.HasPermit(time.GetTimestamp()));
    }
}
