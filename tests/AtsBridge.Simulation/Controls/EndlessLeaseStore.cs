using AtsBridge.Delivery;

namespace AtsBridge.Simulation.Controls;

/// <summary>Tells the sender that his lease never ends, so that he starts however late it is.</summary>
/// <param name="inner">The store.</param>
internal sealed class EndlessLeaseStore(IDeliveryStore inner) : DecoratedStore(inner)
{
    /// <inheritdoc />
    public override async Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken)
    {
        var claim = await Inner.ClaimAsync(sink, now, limits, policy, wake, cancellationToken);
        return claim is Claim.Work work ? work with { LeaseEndsAt = now.AddYears(1) } : claim;
    }
}
