using AtsBridge.Routing;

namespace AtsBridge.Engine.Tests.Routing;

public sealed class RouteTableTests
{
    [Fact]
    public void TheFirstMatchWins()
    {
        var table = new RouteTable([Some.Route("one", "Inter*"), Some.Route("two", "Interview")]);

        Assert.Equal("one", table.Find("acme", Some.Application())!.Route.Name);
    }

    [Fact]
    public void ALaterRouteThatTakesTheStatusWinsOverAnEarlierThatDoesNot()
    {
        var onHold = Some.Route("on hold") with { When = new RouteConditions { Stage = [new("Interview")], Status = [ApplicationStatus.OnHold] } };
        var table = new RouteTable([Some.Route("active"), onHold]);

        var match = table.Find("acme", Some.Application(status: ApplicationStatus.OnHold))!;

        Assert.Equal(("on hold", true), (match.Route.Name, match.StatusFits));
    }

    [Fact]
    public void OnlyTheStatusKeepsItAway()
    {
        var match = new RouteTable([Some.Route()]).Find("acme", Some.Application(status: ApplicationStatus.Rejected))!;

        Assert.False(match.StatusFits);
    }

    [Fact]
    public void RoutesOfOtherSourcesDoNotCount() => Assert.Null(new RouteTable([Some.Route()]).Find("other", Some.Application()));

    [Fact]
    public void StagesAndJobsMatchByNameOrId()
    {
        var table = new RouteTable([Some.Route() with { When = new RouteConditions { Stage = [new("77")], Job = [new("J*")] } }]);

        Assert.NotNull(table.Find("acme", Some.Application(stage: "Anything") with { StageId = "77" }));
        Assert.Null(table.Find("acme", Some.Application(stage: "Anything") with { StageId = "77", JobId = "X1", JobTitle = "Other" }));
    }

    [Fact]
    public void AttributesMustMatchToo()
    {
        var when = new RouteConditions { Stage = [new("Interview")], Attributes = new Dictionary<string, IReadOnlyList<Pattern>>(StringComparer.Ordinal) { ["Department"] = [new("Eng*")] } };
        var table = new RouteTable([Some.Route() with { When = when }]);

        Assert.NotNull(table.Find("acme", Some.Application() with { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["Department"] = "Engineering" } }));
        Assert.Null(table.Find("acme", Some.Application()));
    }

    [Fact]
    public void ARouteBehindOneThatTakesEverythingOfItNeverMatches()
    {
        var never = new RouteTable([Some.Route("one", "Inter*"), Some.Route("two", "Interview"), Some.Route("three", "Offer")]).Shadowed().Single();

        Assert.Equal(("one", "two"), (never.First.Name, never.Never.Name));
    }
}
