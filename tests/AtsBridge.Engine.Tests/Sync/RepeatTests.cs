using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A set that is the one before once more is not read. Whatever a sync does beside reading it does all the same.</summary>
public sealed class RepeatTests
{
    private static readonly Route Offer = Some.Route("offers", "Offer") with { Invite = new() { InterviewId = "another" } };

    [Fact]
    public async Task ARepeatedSetIsNotReadAndCountsAsUnchanged()
    {
        await using var world = await StandingAsync();

        var run = Assert.Single((await RepeatAsync(world)).Certificates);

        Assert.Equal((RunOutcome.Succeeded, 3, 3, "set 1"), (run.Outcome, run.Read, run.Unchanged, run.Set));
        // By the plan, and by the sync.
        Assert.Equal(2, world.Source.Repeats);
        Assert.Equal("2", await CursorAsync(world));
    }

    [Fact]
    public async Task ANewRouteInvitesThoseWhoStandThereAllTheSame()
    {
        await using var world = await StandingAsync();
        world.Routes = [.. world.Routes, Offer with { FirstSync = FirstSync.Invite }];

        await RepeatAsync(world);

        Assert.Equal("A", await world.InvitedAsync());
        Assert.Equal(2, world.Source.Repeats);
    }

    [Fact]
    public async Task ANewRouteHasItsBaselineByIt()
    {
        await using var world = await StandingAsync();
        world.Routes = [.. world.Routes, Offer];
        await RepeatAsync(world);

        await world.SyncAsync(Row("A", "Offer"), Row("B", "Offer"), Row("C"));

        Assert.Equal("B", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhileAnythingStandsInQuarantineTheSetIsRead()
    {
        await using var world = await StandingAsync();
        await world.SyncAsync(Row("A", "Offer"), Row("B"), Row("C"), Row("D", email: "x@example.com, y@example.com"));

        var run = Assert.Single((await RepeatAsync(world)).Certificates);

        Assert.Equal((4, 1), (run.Read, run.Quarantined));
        Assert.Equal(0, world.Source.Repeats);
    }

    [Fact]
    public async Task UnderOtherRulesTheSetIsRead()
    {
        await using var world = await StandingAsync();
        world.Rules = new() { StatusMap = new Dictionary<string, ApplicationStatus>(StringComparer.OrdinalIgnoreCase) { ["Active"] = ApplicationStatus.Rejected } };

        var run = Assert.Single((await RepeatAsync(world)).Certificates);

        Assert.Equal((3, 3), (run.Read, run.Changed));
        Assert.Equal(0, world.Source.Repeats);
    }

    [Fact]
    public async Task ASetThatWasNotBelievedIsNotBelievedTheSecondTimeEither()
    {
        await using var world = await StandingAsync();
        List<SourcePage> shrunk = [Page(Row("A"))];
        world.Source.Sets.AddRange([shrunk, shrunk]);

        var report = await world.AgainAsync();

        Assert.Equal([RunOutcome.Failed, RunOutcome.Failed], report.Certificates.Select(c => c.Outcome));
        Assert.Equal(0, world.Source.Repeats);
        Assert.Equal("1", await CursorAsync(world));
    }

    [Fact]
    public async Task ARepeatedSetBetweenTwoOthersMovesOn()
    {
        await using var world = await StandingAsync();
        world.Source.Sets.AddRange([world.Source.Sets[0], [Page(Row("A", "Offer"), Row("B", "Interview"), Row("C"))]]);

        var report = await world.AgainAsync();

        Assert.Equal(2, report.Certificates.Count);
        Assert.Equal("B", await world.InvitedAsync());
        Assert.Equal("3", await CursorAsync(world));
    }

    private static async Task<SyncWorld> StandingAsync()
    {
        var world = new SyncWorld { Source = { Reading = Reading.Repeat } };
        await world.SyncAsync(Row("A", "Offer"), Row("B"), Row("C"));
        return world;
    }

    private static Task<SyncReport> RepeatAsync(SyncWorld world)
    {
        world.Source.Sets.Add(world.Source.Sets[^1]);
        return world.AgainAsync();
    }

    private static async Task<string?> CursorAsync(SyncWorld world)
    {
        await using var session = await world.Store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
        return session.State.Cursor;
    }
}
