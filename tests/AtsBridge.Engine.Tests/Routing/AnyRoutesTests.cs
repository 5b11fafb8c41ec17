using AtsBridge.Routing;
using CsCheck;

namespace AtsBridge.Engine.Tests.Routing;

/// <summary>The index finds what asking every route in order finds.</summary>
public sealed class AnyRoutesTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.OneOf("Interview", "interview", " INTERVIEW ", "Offer", "77", "STRASSE", "straße", "Ünal", "ünal", "", " "), Gen.String[Gen.Char["ab"], 0, 3]);

    private static readonly Gen<Pattern> Patterns = Gen.OneOf(
        Names, Gen.OneOf("*", "Inter*", "?7", "a*", "*b", "A?"), Gen.String[Gen.Char["aB*?"], 0, 3]).Select(t => new Pattern(t));

    private static readonly Gen<ApplicationStatus> Statuses = Gen.OneOf(ApplicationStatus.Active, ApplicationStatus.OnHold, ApplicationStatus.Rejected);

    private static readonly Gen<RouteConditions> Conditions = Gen.Select(
        Patterns.Array[1, 3], Gen.Frequency((2, Gen.Const(Array.Empty<Pattern>())), (3, Patterns.Array[1, 3])), Statuses.Array[1, 2],
        Gen.Frequency((4, Gen.Const(Array.Empty<Pattern>())), (1, Patterns.Array[1, 2])),
        (stages, jobs, statuses, teams) => new RouteConditions
        {
            Stage = stages,
            Job = jobs,
            Status = statuses,
            Attributes = (teams.Length == 0 ? [] : new[] { teams }).ToDictionary(_ => "Team", IReadOnlyList<Pattern> (t) => t, StringComparer.Ordinal),
        });

    private static readonly Gen<Route> Routes = Gen.Select(
        Conditions, Gen.OneOf("acme", "ACME", "other"), (when, source) => Some.Route() with { When = when, Source = source });

    private static readonly Gen<Application> Applications = Gen.Select(
        Names.Null(), Names.Null(), Names.Null(), Names.Null(), Statuses, Names.Null(),
        (stage, stageId, job, jobId, status, team) => Some.Application(stage: stage, status: status) with
        {
            StageId = stageId,
            JobTitle = job,
            JobId = jobId,
            Attributes = (team is null ? [] : new[] { team }).ToDictionary(_ => "Team", t => t, StringComparer.Ordinal),
        });

    [Fact]
    public void TheSameRouteIsFoundByTheSamePatternForTheSameReason() =>
        Gen.Select(Routes.Array[0, 12], Applications.Array[1, 8]).Sample((routes, applications) =>
        {
            var all = routes.Select((r, i) => r with { Name = FormattableString.Invariant($"route {i}") }).ToArray();
            var table = new RouteTable(all);
            foreach (var application in applications)
            {
                var (plain, found) = (Plainly(all, application), table.Find("Acme", application));
                Assert.Equal((plain?.Route.Name, plain?.StatusFits), (found?.Route.Name, found?.StatusFits));
                Assert.Same(plain?.Stage, found?.Stage);
            }
        }, iter: 20_000);

    /// <summary>Each route in the order of the configuration, each condition as it is written.</summary>
    private static RouteMatch? Plainly(IEnumerable<Route> routes, Application application)
    {
        RouteMatch? kept = null;
        foreach (var route in routes.Where(r => string.Equals(r.Source, "acme", StringComparison.OrdinalIgnoreCase)))
        {
            var when = route.When;
            if (when.Stage.FirstOrDefault(p => p.Matches(application.Stage) || p.Matches(application.StageId)) is not { } stage
                || !(when.Job.Count == 0 || when.Job.Any(p => p.Matches(application.JobTitle) || p.Matches(application.JobId)))
                || !when.Attributes.All(a => application.Attributes.TryGetValue(a.Key, out var value) && a.Value.Any(p => p.Matches(value))))
            {
                continue;
            }

            if (when.Status.Contains(application.Status))
            {
                return new(route, stage, StatusFits: true);
            }

            kept ??= new(route, stage, StatusFits: false);
        }

        return kept;
    }
}
