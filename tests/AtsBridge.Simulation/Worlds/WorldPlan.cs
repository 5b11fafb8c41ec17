using AtsBridge.Delivery;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Platform;

namespace AtsBridge.Simulation.Worlds;

/// <summary>What a seed makes of a world before it begins.</summary>
internal sealed record WorldPlan
{
    /// <summary>Processes that deliver at the same time.</summary>
    internal required int Places { get; init; }

    /// <summary>The patience that the sink deserves.</summary>
    internal required DeliveryPolicy Policy { get; init; }

    internal required GatherPlan Gather { get; init; }

    /// <summary>Faults of every kind end here, in ticks.</summary>
    internal required long ChaosUntil { get; init; }

    /// <summary>Invites that a sync makes.</summary>
    internal required int Invites { get; init; }

    /// <summary>Calls of the store of a hundred that something goes wrong with.</summary>
    internal required int StoreFaultPercent { get; init; }

    /// <summary>The store is part of the process, as SQLite is.</summary>
    internal required bool StoreInProcess { get; init; }

    internal required int Kills { get; init; }

    internal required int Pauses { get; init; }

    /// <summary>
    /// Times that the wall clock is set. As with what follows only where one host works alone, as the lock of the store's file sees
    /// to: several hosts need a clock that they all agree on.
    /// </summary>
    internal required int ClockSteps { get; init; }

    internal required int Suspensions { get; init; }

    internal required int Reboots { get; init; }

    /// <summary>What operators and routes do.</summary>
    internal required int Acts { get; init; }

    /// <summary>Bursts of requests of somebody else with our key.</summary>
    internal required int Others { get; init; }

    /// <summary>How many milliseconds a continuation may wait for its thread.</summary>
    internal required int Jitter { get; init; }

    /// <summary>The longest pause between two rounds of delivery, in ticks.</summary>
    internal required long Idle { get; init; }

    internal static WorldPlan Draw(Dice dice, int beyond)
    {
        var policy = new DeliveryPolicy
        {
            SettleTime = TimeSpan.FromSeconds(dice.Of(300, 300, 120, 20)),
            AttemptTimeout = TimeSpan.FromSeconds(dice.Of(30, 30, 10)),
            MaxAttempts = dice.Of(8, 8, 3, 2),
            Concurrency = dice.Among(1, 4),
        };
        var chaos = dice.Seconds(300, dice.Of(1_800, 7_200, 14_400));
        var locked = dice.OneIn(8) ? dice.Ticks(0, chaos) : chaos;
        var places = dice.Of(1, 1, 1, 2, 2, 3);
        return new()
        {
            Places = places,
            Policy = policy,
            ChaosUntil = chaos,
            Invites = dice.Among(3, 12),
            StoreFaultPercent = dice.Of(0, 0, 2, 8),
            StoreInProcess = places == 1 && dice.OneIn(2),
            ClockSteps = places > 1 ? 0 : dice.Of(0, 0, 1, 2, 4),
            Suspensions = places > 1 ? 0 : dice.Of(0, 0, 0, 1, 2),
            Reboots = places > 1 ? 0 : dice.Of(0, 0, 0, 0, 1),
            Kills = dice.Of(0, 0, 1, 2, 4),
            Pauses = dice.Of(0, 0, 1, 2, 4),
            Acts = dice.Of(0, 1, 3, 6),
            Others = dice.Of(0, 0, 0, 1, 3),
            Jitter = dice.Of(0, 5, 50),
            Idle = dice.Seconds(20, 300),
            Gather = new()
            {
                Limits = Limits(dice),
                Reports = dice.OneIn(2),
                RefusesSamePerson = dice.OneIn(2),
                RefusesSameInvite = dice.OneIn(6),
                FaultPercent = dice.Of(0, 5, 20, 50),
                FaultsUntil = chaos,
                Latest = beyond > 1 ? policy.SettleTime.Ticks * beyond : policy.SettleTime.Ticks + (dice.OneIn(2) ? policy.BetweenLookUps.Ticks * 4 / 5 : 0),
                Patience = policy.AttemptTimeout.Ticks,
                Locked = (locked, Math.Min(chaos, locked + dice.Seconds(10, 1_200))),
            },
        };
    }

    private static IReadOnlyList<RateLimit> Limits(Dice dice) => dice.Below(4) switch
    {
        0 => [],
        1 => [Limit(dice.Among(2, 6), 60)],
        2 => [Limit(dice.Among(4, 10), 60), Limit(dice.Among(15, 40), 3_600)],
        _ => [Limit(dice.Among(1, 4), dice.Among(5, 20)), Limit(dice.Among(6, 12), 300)],
    };

    private static RateLimit Limit(int permits, int seconds) => new() { Permits = permits, Window = TimeSpan.FromSeconds(seconds) };
}
