using AtsBridge.Delivery;
using AtsBridge.Simulation.Checks;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Controls;
using AtsBridge.Simulation.Platform;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Worlds;

/// <summary>
/// One seeded world: a platform, a store, one to three processes that deliver, operators who act, and fate. It is run once, by the
/// thread that made it; the seed explains all of it.
/// </summary>
internal sealed class World
{
    internal const string Sink = "gather";

    private static readonly long Grace = TimeSpan.FromHours(30).Ticks;

    /// <summary>What is frozen comes back so long after the faults have ended at the latest.</summary>
    private static readonly long LastThaw = TimeSpan.FromMinutes(10).Ticks;

    private static readonly long LookEvery = TimeSpan.FromMinutes(5).Ticks;

    private readonly IStoreFate _storeFate;
    private readonly Place[] _places;
    private readonly Weather _weather;
    private bool _over;

    /// <summary>Makes a world.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="plan">Instead of what the seed would make of it.</param>
    /// <param name="store">Instead of the model.</param>
    /// <param name="fate">Instead of what the seed would do to the store's calls.</param>
    internal World(WorldSettings settings, WorldPlan? plan = null, IWorldStore? store = null, IStoreFate? fate = null)
    {
        Settings = settings;
        Dice = new Dice(settings.Seed * 0x2545F4914F6CDD1DUL);
        Timeline = new Timeline();
        Trace = new Trace(Timeline, settings.Recording);
        Plan = plan ?? WorldPlan.Draw(Dice, settings.Beyond);
        Store = store ?? new ModelStore();
        Policy = Handicaps.Policy(settings.Handicap, Plan.Policy);
        Gather = new FakeGather(Plan.Gather, Timeline, Dice, Trace);
        _storeFate = fate ?? new RandomStoreFate(Plan, Timeline, Dice);
        Findings = new Findings(Trace);
        Town = new Town(this);
        Desk = new Desk(this);
        Machine = new Machine(Timeline, "machine");
        _places = [.. Enumerable.Range(0, Plan.Places).Select(i => new Place(this, i))];
        _weather = new Weather(this, _places);
    }

    internal WorldSettings Settings { get; }

    internal WorldPlan Plan { get; }

    internal DeliveryPolicy Policy { get; }

    internal Dice Dice { get; }

    internal Timeline Timeline { get; }

    internal Trace Trace { get; }

    internal IWorldStore Store { get; }

    internal FakeGather Gather { get; }

    internal Town Town { get; }

    internal Desk Desk { get; }

    internal Findings Findings { get; }

    /// <summary>Where everything runs, and whose clock a sync goes by.</summary>
    internal Machine Machine { get; }

    internal int Kills { get; set; }

    internal int Pauses { get; set; }

    internal int ClockSteps { get; set; }

    /// <summary>Lives the world from its beginning to its end, and looks through the books.</summary>
    internal WorldReport Run()
    {
        _weather.Begin();
        Array.ForEach(_places, p => p.Begin());
        Town.Begin();
        Desk.Begin();
        Timeline.Post(Plan.ChaosUntil + LookEvery, Look);
        Timeline.Run(Plan.ChaosUntil + Grace, () => _over);
        new Audit(this).Run();
        return new WorldReport(this, (_storeFate as RandomStoreFate)?.Dealt ?? []);
    }

    /// <summary>The store and the sink as one process meets them, with the protection taken out that is to be missed.</summary>
    internal Equipment Equip(Node node)
    {
        var store = new NodeStore(node, Handicaps.Behind(Settings.Handicap, Store), Store, _storeFate, Plan.StoreInProcess, Trace);
        return Handicaps.Equip(Settings.Handicap, store, new GatherLine(Gather, node, Trace), Policy, node.Time);
    }

    /// <summary>Starts a program on a node; what it lets out is a finding.</summary>
    internal void Start(Node node, Func<Task> program) => _ = node.Start(async () =>
    {
        try
        {
            await program();
        }
#pragma warning disable CA1031 // Whatever comes out of a program ends up as a finding, with its text.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Findings.Add(FindingKind.Fault, $"{node.Name}: {e.GetType().Name}: {e.Message}");
            Findings.Detail ??= e.ToString();
        }
    });

    /// <summary>Until when something stands still that stops now: a moment, a minute, or far longer than any lease.</summary>
    internal long ThawAt()
    {
        var span = Dice.Below(3) switch
        {
            0 => Dice.Milliseconds(50, 10_000),
            1 => Dice.Seconds(5, 120),
            _ => Dice.Seconds(60, 7_200),
        };
        return Math.Min(Timeline.Now + span, Math.Max(Timeline.Now, Plan.ChaosUntil + LastThaw));
    }

    /// <summary>The faults have ended: whoever runs the host sees that the sink is let go, until nothing happens by itself any more.</summary>
    private void Look()
    {
        if (Store.StoppedAsync(Sink, CancellationToken.None).GetAwaiter().GetResult() is not null)
        {
            Desk.Resume();
        }
        else if (Gather.UnderWay == 0 && Desk.Idle && Store.Invites.All(new Audit(this).IsSettled))
        {
            _over = true;
        }

        Timeline.Post(Timeline.Now + LookEvery, Look);
    }
}
