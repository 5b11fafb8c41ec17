using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Benchmarks.Data;

/// <summary>A customer with an interview for every stage of every job, and a few routes with wildcards.</summary>
/// <param name="count">How many routes.</param>
internal sealed class ManyRoutes(int count)
{
    internal const string Source = "ats";

    /// <summary>Stages of a job that have an interview of their own.</summary>
    private const int Stages = 20;

    private static readonly DateTimeOffset Moment = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Every hundredth route takes a family of jobs by a wildcard.</summary>
    internal RouteTable Table() => new([.. Enumerable.Range(0, count).Select(i => new Route
    {
        Name = $"route {i}",
        Source = Source,
        Sink = "gather",
        When = new RouteConditions { Stage = [new Pattern(Stage(i % Stages))], Job = [new Pattern(i % 100 == 99 ? $"Trainee {i}*" : Job(i / Stages))] },
        Invite = new InviteTemplate { InterviewId = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41" },
    })]);

    /// <summary>The same, as plainly as it can be looked up.</summary>
    internal Dictionary<(string Stage, string Job), Route> Dictionary() => Table().All.ToDictionary(r => (r.When.Stage[0].Text, r.When.Job[0].Text));

    /// <summary>Applications that moved, each with strings of its own, as if they had been read; three quarters hit a route.</summary>
    internal StageTransition[] Transitions(int number)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, number).Select(i => Transition(i, random))];
    }

    private StageTransition Transition(int number, Random random)
    {
        var route = random.Next(count);
        var after = new Application
        {
            Key = FormattableString.Invariant($"{number}"),
            Position = new("made up", number),
            Stage = Stage(random.Next(4) == 0 ? Stages + 1 : route % Stages),
            JobTitle = Job(route / Stages),
            JobId = FormattableString.Invariant($"{70_000 + (route / Stages)}"),
            Email = new("ada@example.com", "ada@example.com"),
            Status = ApplicationStatus.Active,
        };
        return new(TransitionKind.Moved, after with { Stage = Stage(random.Next(Stages)) }, after, Moment);
    }

    private static string Stage(int number) => FormattableString.Invariant($"Interview {number} (video)");

    private static string Job(int number) => FormattableString.Invariant($"Software Engineer {number}");
}
