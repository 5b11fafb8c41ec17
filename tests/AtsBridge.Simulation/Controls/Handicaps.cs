using AtsBridge.Delivery;
using AtsBridge.Simulation.Platform;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Controls;

/// <summary>Takes protections out from outside: by another policy, or by something that stands before or behind the store or around the sink.</summary>
internal static class Handicaps
{
    internal static DeliveryPolicy Policy(Handicap handicap, DeliveryPolicy policy) =>
        handicap == Handicap.LookUpAtOnce ? policy with { SettleTime = TimeSpan.Zero } : policy;

    /// <summary>The store's server.</summary>
    internal static IDeliveryStore Behind(Handicap handicap, ModelStore store) => handicap == Handicap.NoFence ? new UnfencedStore(store) : store;

    /// <summary>The store as the engine sees it, in one process.</summary>
    internal static IDeliveryStore Before(Handicap handicap, NodeStore store, DeliveryPolicy policy, TimeProvider time) => handicap switch
    {
        Handicap.NoLeaseCheck => new EndlessLeaseStore(store),
        Handicap.OneLookUp => new OneLookUpStore(store, policy),
        Handicap.SlidingWindow => new SlidingWindowStore(store, time),
        _ => store,
    };

    internal static IInviteSink Around(Handicap handicap, GatherLine line) => handicap == Handicap.HandlerRetries ? new RepeatingSink(line) : line;
}
