using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Worlds;

/// <summary>
/// What operators and routes do to invites while they are on their way: each act is a process of its own, which may be killed as
/// any other.
/// </summary>
/// <param name="world">Its world.</param>
internal sealed class Desk(World world)
{
    private static readonly Act[] Acts = Enum.GetValues<Act>();

    private int _running;
    private int _commands;

    /// <summary>No command is under way or still to come.</summary>
    internal bool Idle => _running == 0;

    private enum Act
    {
        Cancel,
        Release,
        Retry,
        Resend,
        AskResend,
        AskArchive,
        AskRemind,
        TakeBack,
        Wanted,
        InviteAgain,
    }

    private Dice Dice => world.Dice;

    internal void Begin()
    {
        for (var i = world.Plan.Acts; i > 0; i--)
        {
            Plan(Dice.Ticks(0, world.Plan.ChaosUntil));
        }

        // Once the faults are over somebody looks through what needs a person.
        for (var i = Dice.Below(4); i > 0; i--)
        {
            Plan(world.Plan.ChaosUntil + Dice.Seconds(0, 7_200));
        }
    }

    /// <summary>The key is right again, and the sink is let go.</summary>
    internal void Resume() => Run("resume", (node, equipment) => equipment.Store.SetStoppedAsync(World.Sink, null, node.Time.GetUtcNow(), CancellationToken.None));

    private void Plan(long at)
    {
        _running++;
        world.Timeline.Post(at, () =>
        {
            _running--;
            if (world.Town.Subjects.Count > 0)
            {
                Do(Dice.Of(Acts), Subject());
            }
        });
    }

    /// <summary>Rather one that needs a person, where there is one.</summary>
    private Subject Subject()
    {
        var waiting = world.Store.Invites.Where(i => i.Delivery.State is InviteState.NeedsReview or InviteState.Rejected or InviteState.Ambiguous).ToList();
        return waiting.Count > 0 && Dice.OneIn(2) ? world.Town[waiting[Dice.Below(waiting.Count)].Id] : world.Town.Subjects[Dice.Below(world.Town.Subjects.Count)];
    }

    private void Do(Act act, Subject subject)
    {
        if (act == Act.InviteAgain)
        {
            world.Town.InviteAgain(subject);
            return;
        }

        subject.CancelAsked |= act == Act.Cancel;
        var asked = act is Act.Resend or Act.AskResend or Act.AskRemind ? 1 : 0;
        var insist = Dice.OneIn(2);
        subject.ResendsAsked += asked;
        subject.Insisted += act == Act.Resend && insist ? 1 : 0;
        Run($"{act} {subject.Id}", async (node, equipment) =>
        {
            using var clocks = new DeliveryClocks(equipment.Deliveries, node.Time, node.Machine.Origin, beside: true);
            var acts = new InviteActs(equipment.Store, equipment.Deliveries, node.Time, clocks);
            var result = act switch
            {
                Act.Cancel => await acts.CancelAsync(subject.Id, CancellationToken.None),
                Act.Release => await acts.ReleaseAsync(subject.Id, CancellationToken.None),
                Act.Retry => await acts.RetryAsync(subject.Id, CancellationToken.None),
                Act.Resend => await acts.ResendAsync(subject.Id, equipment.Sink, insist, CancellationToken.None),
                _ => await RouteAsync(act, subject, node, equipment.Store),
            };
            world.Trace.Add($"{node.Name}: {result.Words}");
        });
    }

    /// <summary>What a sync does to an invite that exists.</summary>
    private async Task<ActResult> RouteAsync(Act act, Subject subject, Node node, NodeStore store)
    {
        var invite = (await store.FindAsync(subject.Id, CancellationToken.None))!;
        var now = node.Time.GetUtcNow();
        DeliveryEvent happened = act switch
        {
            Act.AskResend => new DeliveryEvent.Ask(now, SinkAct.Resend),
            Act.AskArchive => new DeliveryEvent.Ask(now, SinkAct.Archive),
            Act.AskRemind => new DeliveryEvent.Ask(now, SinkAct.Remind),
            Act.TakeBack => new DeliveryEvent.TakeBack(now),
            _ => new DeliveryEvent.Wanted(now),
        };
        var (state, _) = DeliveryStep.Step(invite.Delivery, happened, world.Policy);
        var done = state != invite.Delivery && await store.ChangeAsync(invite with { Delivery = state }, now, CancellationToken.None);
        return new(subject.Id, done, done ? "done" : "nothing to do", invite);
    }

    private void Run(string what, Func<Node, Equipment, Task> command)
    {
        var node = new Node(world.Timeline, world.Machine, Dice, $"command {++_commands} ({what})", world.Plan.Jitter);
        node.Crash = () =>
        {
            world.Kills++;
            world.Trace.Add($"{node.Name} is killed");
            node.Kill();
        };
        if (world.Timeline.Now < world.Plan.ChaosUntil && Dice.OneIn(5))
        {
            node.StrikeAfter(Dice.Among(1, 20), node.Crash);
        }

        var equipment = world.Equip(node);
        world.Trace.Add($"{node.Name} starts");
        world.Start(node, async () =>
        {
            try
            {
                await command(node, equipment);
            }
            catch (StoreFault)
            {
                // The operator sees an error; what was written and what not shows in the ledger.
            }
        });
    }
}
