using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Worlds;

/// <summary>The store's fate in a world: quick and sound, save for a share of the calls until the faults end.</summary>
/// <param name="plan">The world's.</param>
/// <param name="timeline">The world's time.</param>
/// <param name="dice">The world's.</param>
internal sealed class RandomStoreFate(WorldPlan plan, Timeline timeline, Dice dice) : IStoreFate
{
    /// <summary>How many faults of each kind were dealt.</summary>
    internal int[] Dealt { get; } = new int[Enum.GetValues<StoreFaultKind>().Length];

    /// <inheritdoc />
    public (StoreFaultKind Kind, long Before, long After) Next(bool commits)
    {
        var kind = timeline.Now < plan.ChaosUntil && dice.Percent(plan.StoreFaultPercent)
            ? (StoreFaultKind)dice.Among(1, Dealt.Length - 1) : StoreFaultKind.None;
        // Not every fault is a death: a process that is always killed gets nowhere.
        if (kind is StoreFaultKind.KillBefore or StoreFaultKind.KillAfter && !dice.OneIn(4))
        {
            kind = StoreFaultKind.None;
        }

        Dealt[(int)kind]++;
        var slow = kind is StoreFaultKind.SlowBefore or StoreFaultKind.SlowAfter ? dice.Seconds(1, dice.Of(20, 50, 200)) : 0;
        var (before, after) = (dice.Milliseconds(0, 20), dice.Milliseconds(0, 20));
        return (kind, before + (kind == StoreFaultKind.SlowBefore ? slow : 0), after + (kind == StoreFaultKind.SlowAfter ? slow : 0));
    }
}
