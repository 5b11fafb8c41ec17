namespace AtsBridge.Delivery;

/// <summary>One sink as it is configured.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Sink">The adapter, ready to send.</param>
/// <param name="Policy">How patient delivery is with it.</param>
public sealed record ConfiguredSink(string Name, IInviteSink Sink, DeliveryPolicy Policy)
{
    /// <summary>The platform's limits; empty: none.</summary>
    public IReadOnlyList<RateLimit> Limits => (Sink as IRateLimited)?.RateLimits ?? [];

    /// <summary>What the platform said last of its limits; null: nothing.</summary>
    public RateReport? Reported => (Sink as IRateLimited)?.Reported;
}
