using System.Globalization;
using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Simulation.Checks;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Platform;

namespace AtsBridge.Simulation.Worlds;

/// <summary>The people who are to be invited, the syncs that find them, and the recruiters who know them already.</summary>
/// <param name="world">Its world.</param>
internal sealed class Town(World world)
{
    private static readonly string[] Interviews = ["backend", "sales"];

    private readonly List<Subject> _subjects = [];
    private readonly Dictionary<(int Human, string Interview), int> _made = [];

    internal IReadOnlyList<Subject> Subjects => _subjects;

    private Dice Dice => world.Dice;

    internal Subject this[long invite] => _subjects[(int)invite - 1];

    internal void Begin()
    {
        world.Gather.Made = Made;
        var humans = world.Plan.Invites;
        for (var i = 0; i < world.Plan.Invites; i++)
        {
            var (human, interview) = (Dice.Below(humans), Dice.Of(Interviews));
            Later(Dice.OneIn(3) ? Dice.Ticks(0, world.Plan.ChaosUntil) : Dice.Seconds(0, 30), () => Invite(human, interview));
        }

        for (var i = Dice.Below(3); i > 0; i--)
        {
            var human = Dice.Below(humans);
            Later(Dice.Ticks(0, world.Plan.ChaosUntil), () =>
            {
                world.Trace.Add($"a recruiter makes a candidate of human {human} by hand");
                world.Gather.Books.AddPerson(EmailOf(human), externalId: null, byHand: true, world.Timeline.Now);
            });
        }

        for (var i = world.Plan.Others; i > 0; i--)
        {
            Later(Dice.Ticks(0, world.Plan.ChaosUntil), () => world.Gather.CountOthers(Dice.Among(1, 30)));
        }
    }

    /// <summary>The stage is reached once more by another application: refused while an invite that may exist holds the person.</summary>
    internal void InviteAgain(Subject subject) => Invite(subject.Human, subject.Interview);

    internal static int HumanOf(BookedInvite invite) => int.Parse(invite.Reference!.Split('/')[1], CultureInfo.InvariantCulture);

    private void Later(long at, Action what) => world.Timeline.Post(at, what);

    private static string EmailOf(int human) => $"h{human}@example.com";

    private void Invite(int human, string interview)
    {
        var number = _subjects.Count + 1;
        var withId = human % 5 != 0;
        var withEmail = !withId || human % 4 != 0;
        var external = withId ? $"h{human}" : $"a{number}";
        var identities = new List<string>();
        identities.AddRange(withId ? [$"c:acme:h{human}"] : []);
        identities.AddRange(withEmail ? [$"e:{EmailOf(human).ToUpperInvariant()}"] : []);
        identities.Add($"a:acme:{number}");
        var at = world.Machine.Wall;
        var run = Dice.OneIn(6) ? number : 0;
        if (run > 0)
        {
            Later(world.Timeline.Now + Dice.Seconds(1, 300), () => world.Store.EndRun(run));
        }

        var id = world.Store.Insert(new()
        {
            Source = "acme", ApplicationKey = $"{number}", Sink = World.Sink, Route = "route", Backfill = Dice.OneIn(5), Identities = identities,
            Request = new()
            {
                Reference = $"{number}/{human}/{interview}", PersonExternalId = external, InterviewId = interview, FirstName = human % 13 == 12 ? "" : "Ann",
                LastName = "O", Email = withEmail ? EmailOf(human) : null, Channels = [DeliveryChannel.Email],
            },
            Delivery = Beginning(at), CreatedAt = at, ChangedAt = at,
        }, run);
        if (id is { } invite)
        {
            world.Trace.Add($"sync: invite {invite} for human {human} to {interview}");
            _subjects.Add(new(invite, human, interview));
        }
    }

    private DeliveryState Beginning(DateTimeOffset at) => Dice.Below(10) switch
    {
        0 => new() { State = InviteState.Held, Held = HoldReason.GuardTripped, Reason = "more than the guard allows" },
        1 or 2 => new() { State = InviteState.Held, Held = HoldReason.UndoWindow, NotBefore = at.AddTicks(Dice.Seconds(1, 900)) },
        _ => new() { State = InviteState.Due, NotBefore = at },
    };

    private void Made(BookedInvite invite)
    {
        var human = HumanOf(invite);
        var key = (human, invite.Interview);
        _made[key] = _made.GetValueOrDefault(key) + 1;
        if (_made[key] > 1)
        {
            world.Findings.Add(FindingKind.Duplicate, $"human {human} was invited {_made[key]} times to {invite.Interview}");
        }
    }
}
