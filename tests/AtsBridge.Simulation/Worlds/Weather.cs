using AtsBridge.Simulation.Clockwork;

namespace AtsBridge.Simulation.Worlds;

/// <summary>What befalls the whole machine: its clock is set, it is suspended, its power fails.</summary>
/// <param name="world">Its world.</param>
/// <param name="places">The hosts that run there.</param>
internal sealed class Weather(World world, IReadOnlyList<Place> places)
{
    private Dice Dice => world.Dice;

    private Machine Machine => world.Machine;

    internal void Begin()
    {
        Repeat(world.Plan.ClockSteps, Step);
        Repeat(world.Plan.Suspensions, Suspend);
        Repeat(world.Plan.Reboots, Reboot);
    }

    private void Repeat(int times, Action what)
    {
        for (var i = 0; i < times; i++)
        {
            world.Timeline.Post(Dice.Ticks(0, world.Plan.ChaosUntil), what);
        }
    }

    /// <summary>Somebody, or a time server, sets the wall clock: forward or back, by a little or a lot.</summary>
    private void Step()
    {
        var span = Dice.Below(3) switch
        {
            0 => Dice.Milliseconds(100, 3_000),
            1 => Dice.Seconds(3, 600),
            _ => Dice.Seconds(300, 14_400),
        };
        var by = Dice.OneIn(2) ? span : -span;
        world.ClockSteps++;
        world.Trace.Add($"The machine: the clock is set by {TimeSpan.FromTicks(by)}");
        Machine.WallOffset += by;
    }

    private void Suspend()
    {
        if (Machine.Sleeps)
        {
            return;
        }

        var until = world.ThawAt();
        world.Pauses++;
        world.Trace.Add($"The machine is suspended for {TimeSpan.FromTicks(until - world.Timeline.Now)}");
        Machine.Suspend(until);
        if (world.Plan.ClockSteps > 0 && Dice.OneIn(3))
        {
            // Its wall clock stood still too, until a time server sets it right.
            var lost = until - world.Timeline.Now;
            Machine.WallOffset -= lost;
            world.ClockSteps++;
            world.Timeline.Post(until + Dice.Seconds(0, 300), () =>
            {
                world.Trace.Add($"The machine: the clock is set right again");
                Machine.WallOffset += lost;
            });
        }
    }

    private void Reboot()
    {
        world.Trace.Add($"The machine is started again");
        world.Kills += Machine.Restart().Count;
        foreach (var place in places)
        {
            place.ComeBack();
        }
    }
}
