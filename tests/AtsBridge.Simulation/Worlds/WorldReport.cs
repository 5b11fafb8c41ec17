using AtsBridge.Delivery;
using AtsBridge.Simulation.Checks;

namespace AtsBridge.Simulation.Worlds;

/// <summary>What a world came to.</summary>
internal sealed class WorldReport
{
    internal WorldReport(World world, int[] storeFaults)
    {
        Seed = world.Settings.Seed;
        Hash = world.Trace.Hash ^ (ulong)world.Timeline.Count;
        Steps = world.Timeline.Count;
        Trace = world.Trace.Text;
        Findings = world.Findings.All;
        Detail = world.Findings.Detail;
        Invites = world.Store.Invites.Count;
        NeedsReview = world.Store.Invites.Count(i => i.Delivery.State == InviteState.NeedsReview);
        Requests = world.Gather.Requests;
        Limited = world.Gather.Limited;
        Unauthorized = world.Gather.Unauthorized;
        (Kills, Pauses, ClockSteps) = (world.Kills, world.Pauses, world.ClockSteps);
        Faults = world.Gather.Planner.Dealt;
        StoreFaults = storeFaults;
    }

    internal ulong Seed { get; }

    internal ulong Hash { get; }

    internal long Steps { get; }

    internal string Trace { get; }

    internal IReadOnlyList<Finding> Findings { get; }

    internal string? Detail { get; }

    internal int Invites { get; }

    internal int NeedsReview { get; }

    internal int Requests { get; }

    internal int Limited { get; }

    internal int Unauthorized { get; }

    internal int Kills { get; }

    internal int Pauses { get; }

    internal int ClockSteps { get; }

    internal int[] Faults { get; }

    internal int[] StoreFaults { get; }

    internal int Count(FindingKind kind) => Findings.Count(f => f.Kind == kind);
}
