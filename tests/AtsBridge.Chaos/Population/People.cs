using System.Globalization;

namespace AtsBridge.Chaos.Population;

/// <summary>Everybody of a trial, drawn from its seed: what the exports will say, round by round, and who is owed an invite for it.</summary>
internal sealed class People
{
    /// <summary>Read in full sets, every third round.</summary>
    internal const string FullSource = "acme";

    /// <summary>Read as a feed of changes, every round.</summary>
    internal const string Feed = "borg";

    internal const int FullEvery = 3;
    internal const string Stage = "Interview";
    internal const string OtherStage = "Design Interview";
    internal const string Interview = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41";
    internal const string OtherInterview = "8a1d2c64-7b3f-4e52-8c90-3f5e7d9b1a26";

    private static readonly (Fate Fate, int Weight)[] Weights =
    [
        (Fate.Enters, 62), (Fate.ArrivesInside, 10), (Fate.SameInterviewTwice, 5), (Fate.TwoInterviews, 5), (Fate.Leaves, 5),
        (Fate.Returns, 3), (Fate.StaysOutside, 4), (Fate.InsideFromTheStart, 3), (Fate.Rejected, 3),
    ];

    private readonly Random _random;
    private readonly int _rounds;
    private readonly List<Move> _moves = [];
    private readonly Dictionary<(int Person, string Interview), Duty> _duties = [];

    private People(int rounds, Random random) => (_rounds, _random) = (rounds, random);

    /// <summary>Everything that the exports will say.</summary>
    internal IReadOnlyList<Move> Moves => _moves;

    /// <summary>What follows for each person and interview; nobody else may get anything.</summary>
    internal IReadOnlyDictionary<(int Person, string Interview), Duty> Duties => _duties;

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>How many invites are owed.</summary>
    internal int Owed => _duties.Values.Count(d => d == Duty.Once);

    /// <summary>Draws people until so many invites are owed.</summary>
    /// <param name="invites">How many invites must be owed at least.</param>
    /// <param name="rounds">How many rounds of exports follow the first; a multiple of <see cref="FullEvery"/>, from 12.</param>
    /// <param name="seed">The same one gives the same people.</param>
    internal static People Draw(int invites, int rounds, int seed)
    {
        var people = new People(rounds, new Random(seed));
        for (var owed = 0; owed < invites;)
        {
            owed += people.Add(people.Count++);
        }

        return people;
    }

    internal static string Candidate(string source, int person) => string.Create(CultureInfo.InvariantCulture, $"{source[0]}C{person:D6}");

    internal static string Email(int person) => string.Create(CultureInfo.InvariantCulture, $"person.{person:D6}@example.com");

    /// <summary>Whose a reference is, such as <c>borg:bA000123:engineering</c>, or <c>borg:bC000123</c> of the person.</summary>
    internal static int PersonOf(string reference) => int.Parse(reference.Split(':')[1].AsSpan(2, 6), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Application(string source, int person, string which) => string.Create(CultureInfo.InvariantCulture, $"{source[0]}A{person:D6}{which}");

    private int Add(int person)
    {
        var source = _random.Next(10) == 0 ? FullSource : Feed;
        var other = _random.Next(2) == 0 ? source : source == Feed ? FullSource : Feed;
        var first = Application(source, person, "");
        var fate = Draw();
        switch (fate)
        {
            case Fate.Enters:
                Say(0, source, first, person, "Applied");
                Say(Round(1, _rounds), source, first, person, Stage);
                return Owe(person, Interview);
            case Fate.ArrivesInside:
                Say(Round(1, _rounds), source, first, person, Stage);
                return Owe(person, Interview);
            case Fate.SameInterviewTwice:
                Say(0, source, first, person, "Applied");
                Say(Round(1, _rounds), source, first, person, Stage);
                Say(0, other, Application(other, person, "b"), person, "Applied");
                Say(Round(1, _rounds), other, Application(other, person, "b"), person, Stage);
                return Owe(person, Interview);
            case Fate.TwoInterviews:
                Say(0, source, first, person, "Applied");
                Say(Round(1, _rounds), source, first, person, Stage);
                Say(0, source, Application(source, person, "b"), person, "Applied");
                Say(Round(1, _rounds), source, Application(source, person, "b"), person, OtherStage);
                return Owe(person, Interview) + Owe(person, OtherInterview);
            case Fate.Leaves or Fate.Returns:
                return LeaveAndReturn(person, source, first, fate == Fate.Returns);
            case Fate.StaysOutside:
                Say(0, source, first, person, "Applied");
                Say(Round(1, _rounds), source, first, person, "Phone Screen");
                return 0;
            case Fate.InsideFromTheStart:
                Say(0, source, first, person, Stage);
                return 0;
            default:
                Say(0, source, first, person, "Applied");
                Say(Round(1, _rounds), source, first, person, Stage, "Rejected");
                return 0;
        }
    }

    private int LeaveAndReturn(int person, string source, string application, bool returns)
    {
        // By either route: the other one has an undo window, in which leaving comes in time.
        var (stage, interview) = _random.Next(2) == 0 ? (Stage, Interview) : (OtherStage, OtherInterview);
        var enters = Round(1, _rounds - (2 * FullEvery));
        Say(0, source, application, person, "Applied");
        Say(enters, source, application, person, stage);
        Say(enters + FullEvery, source, application, person, "Offer");
        if (returns)
        {
            Say(enters + (2 * FullEvery), source, application, person, stage);
            return Owe(person, interview);
        }

        _duties[(person, interview)] = Duty.AtMostOnce;
        return 0;
    }

    private int Owe(int person, string interview)
    {
        _duties[(person, interview)] = Duty.Once;
        return 1;
    }

    private void Say(int round, string source, string application, int person, string stage, string status = "Active")
    {
        // A full set stands for the rounds since the one before it; what it does not show has not happened.
        var seen = source == FullSource ? (round + FullEvery - 1) / FullEvery * FullEvery : round;
        _moves.Add(new(seen, source, application, person, stage, status));
    }

    private int Round(int from, int to) => _random.Next(from, to + 1);

    private Fate Draw()
    {
        var draw = _random.Next(Weights.Sum(w => w.Weight));
        foreach (var (fate, weight) in Weights)
        {
            if ((draw -= weight) < 0)
            {
                return fate;
            }
        }

        throw new InvalidOperationException("The weights do not add up.");
    }
}
