using AtsBridge.Delivery;
using AtsBridge.Simulation.Platform;
using AtsBridge.Simulation.Store;
using AtsBridge.Simulation.Worlds;

namespace AtsBridge.Simulation.Controls;

/// <summary>Takes protections out from outside: by another policy, or by something that stands before or behind the store or around the sink.</summary>
internal static class Handicaps
{
    internal static DeliveryPolicy Policy(Handicap handicap, DeliveryPolicy policy) => handicap switch
    {
        Handicap.LookUpAtOnce => policy with { SettleTime = TimeSpan.Zero },
        Handicap.NoLeaseCheck => policy with { Concurrency = 1 },
        _ => policy,
    };

    /// <summary>The store's server.</summary>
    internal static IDeliveryStore Behind(Handicap handicap, IWorldStore store) => handicap == Handicap.NoFence ? new UnfencedStore(store) : store;

    /// <summary>Store, sink and clocks as the engine meets them in one process.</summary>
    internal static Equipment Equip(Handicap handicap, NodeStore store, GatherLine line, DeliveryPolicy policy, TimeProvider time)
    {
        var intact = new Equipment(store, store, Configured(line, policy), time, time);
        switch (handicap)
        {
            case Handicap.HandlerRetries:
                return intact with { Sink = Configured(new RepeatingSink(line), policy) };
            case Handicap.OneLookUp:
                return intact with { Deliveries = new OneLookUpStore(store, policy) };
            case Handicap.SlidingWindow:
                return intact with { Deliveries = new SlidingWindowStore(store, time) };
            case Handicap.NoLeaseCheck:
                var watch = new StoppedWatch(time);
                return intact with { Deliveries = watch.Beside(store), Sink = Configured(watch.Beside(line), policy), DeliveryTime = watch };
            default:
                return intact;
        }
    }

    private static ConfiguredSink Configured(IInviteSink sink, DeliveryPolicy policy) => new(World.Sink, sink, policy);
}
