using AtsBridge.Simulation.Clockwork;

namespace AtsBridge.Simulation.Worlds;

/// <summary>Where a host runs: it is killed and paused there, and started again. One place has one process at a time.</summary>
/// <param name="world">Its world.</param>
/// <param name="number">From 0.</param>
internal sealed class Place(World world, int number)
{
    private Node? _node;
    private Action? _stop;
    private int _incarnation;

    private Dice Dice => world.Dice;

    private long Now => world.Timeline.Now;

    internal void Begin()
    {
        Up();
        for (var i = 0; i < world.Plan.Kills; i++)
        {
            Strike(Dice.OneIn(4) ? Stop : Kill);
        }

        for (var i = 0; i < world.Plan.Pauses; i++)
        {
            Strike(Freeze);
        }
    }

    /// <summary>At a random moment, or a few steps after one, or after the next claim: between any two awaits.</summary>
    private void Strike(Action blow)
    {
        world.Timeline.Post(Dice.Ticks(0, world.Plan.ChaosUntil), () =>
        {
            if (Dice.OneIn(3) || _node is not { } node)
            {
                blow();
            }
            else
            {
                Arm(node, blow);
            }
        });
    }

    private void Arm(Node node, Action blow)
    {
        void Strike()
        {
            if (Now < world.Plan.ChaosUntil)
            {
                blow();
            }
        }

        // The two steps between the claim and the request are where most can go wrong.
        if (!Dice.OneIn(3))
        {
            node.StrikeAtWork(Dice.Of(1, 2, 2, 3, Dice.Among(1, 12)), Strike);
        }
        else
        {
            node.StrikeAfter(Dice.Among(1, Dice.Of(10, 40, 150)), Strike);
        }
    }

    private void Up()
    {
        _incarnation++;
        var node = new Node(world.Timeline, world.Machine, Dice, $"host {(char)('A' + number)}{_incarnation}", world.Plan.Jitter);
        var equipment = world.Equip(node);
        node.Crash = Kill;
        _node = node;
        var stop = new CancellationTokenSource();
        _stop = stop.Cancel;
        world.Trace.Add($"{node.Name} starts");
        world.Start(node, () => new HostProgram(node, equipment, world.Plan.Idle, Dice).RunAsync(stop.Token));
    }

    private void Kill()
    {
        if (_node is { } node)
        {
            world.Kills++;
            world.Trace.Add($"{node.Name} is killed");
            node.Kill();
            ComeBack();
        }
    }

    /// <summary>Told to stop: it finishes what is under way, and is killed if that takes longer than a host waits.</summary>
    private void Stop()
    {
        if (_node is not { } node || _stop is not { } stop)
        {
            return;
        }

        world.Trace.Add($"{node.Name} is told to stop");
        stop();
        var patience = world.Policy.Lease.Ticks + TimeSpan.FromSeconds(10).Ticks;
        world.Timeline.Post(Now + patience, () =>
        {
            if (_node == node)
            {
                Kill();
            }
        });
    }

    /// <summary>Whoever watches over the process starts it again, sooner or later.</summary>
    internal void ComeBack()
    {
        _node = null;
        world.Timeline.Post(Now + (Dice.OneIn(4) ? Dice.Seconds(60, 3_600) : Dice.Milliseconds(100, 60_000)), () =>
        {
            if (_node is null)
            {
                Up();
            }
        });
    }

    /// <summary>SIGSTOP, a long collection, a machine that swaps: the process stands still and its clocks go on.</summary>
    private void Freeze()
    {
        if (_node is { } node && node.FrozenUntil <= Now)
        {
            var until = world.ThawAt();
            world.Pauses++;
            world.Trace.Add($"{node.Name} stands still for {TimeSpan.FromTicks(until - Now)}");
            node.Freeze(until);
        }
    }
}
