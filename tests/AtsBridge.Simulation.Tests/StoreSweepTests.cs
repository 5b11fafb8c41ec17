using AtsBridge.Delivery;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Store;
using AtsBridge.Simulation.Worlds;

namespace AtsBridge.Simulation.Tests;

/// <summary>
/// The real store fails before and after every commit: at commit N, for every N, until a world ends that had no so many. Both as an
/// error that is reported and as a process that dies there.
/// </summary>
public sealed class StoreSweepTests
{
    /// <summary>More commits than any of these worlds makes; the sweep must end before.</summary>
    private const int Endless = 2_000;

    /// <summary>The platform answers every second request badly, so that the look-ups are swept, too.</summary>
    [Theory]
    [InlineData((int)StoreFaultKind.Before)]
    [InlineData((int)StoreFaultKind.After)]
    [InlineData((int)StoreFaultKind.KillBefore)]
    [InlineData((int)StoreFaultKind.KillAfter)]
    public void WhicheverCommitFailsNobodyIsInvitedTwiceAndNothingIsLost(int kind)
    {
        var (number, happened) = (0, true);
        while (happened)
        {
            Assert.True(number < Endless, "the sweep does not end");
            var next = Enumerable.Range(number + 1, Environment.ProcessorCount).AsParallel().Select(n => Live(n, (StoreFaultKind)kind)).ToList();
            number += next.Count;
            happened = next.TrueForAll(h => h);
        }

        Assert.True(number > 10, $"only {number} commits: the world is too quiet");
    }

    /// <summary>Lives one world.</summary>
    /// <returns>Whether it had so many commits.</returns>
    private static bool Live(int number, StoreFaultKind kind)
    {
        using var store = new SqliteWorldStore();
        var fate = new OneStoreFault(number, kind);

        var report = new World(new WorldSettings(1, Recording: true), Plan(), store, fate).Run();

        Assert.True(report.Findings.Count == 0, $"{kind} commit {number}: {string.Join("; ", report.Findings.Select(f => f.Words))}\n{report.Trace}");
        Assert.True(report.Invites > 0, "nobody was to be invited");
        return fate.Happened;
    }

    /// <summary>As a seed draws it, with nothing but the store's one fault and the platform's.</summary>
    private static WorldPlan Plan()
    {
        var drawn = WorldPlan.Draw(new Dice(1), beyond: 1);
        return drawn with
        {
            Places = 1, Kills = 0, Pauses = 0, ClockSteps = 0, Suspensions = 0, Reboots = 0, Acts = 0, Others = 0, Invites = 1,
            Idle = TimeSpan.FromMinutes(5).Ticks, StoreFaultPercent = 0, StoreInProcess = true, Jitter = 0, ChaosUntil = TimeSpan.FromMinutes(1).Ticks,
            Policy = new DeliveryPolicy { Concurrency = 2 },
            Gather = drawn.Gather with
            {
                FaultPercent = 50, FaultsUntil = TimeSpan.FromMinutes(1).Ticks, Limits = [], Locked = (0, 0),
                Latest = new DeliveryPolicy().SettleTime.Ticks, Patience = new DeliveryPolicy().AttemptTimeout.Ticks,
            },
        };
    }
}
