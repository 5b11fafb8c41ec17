using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A route, or a stage in one, that is new for a source which is known.</summary>
public sealed class NewRouteTests
{
    private static readonly Route Offer = Some.Route("offers", "Offer") with { Invite = new() { InterviewId = "another" } };

    [Fact]
    public async Task ANewRouteIsABaseline()
    {
        await using var world = await StandingAsync();
        world.Routes = [.. world.Routes, Offer];

        var report = await world.SyncAsync(Row("A", "Offer"), Row("B", "Offer"), Row("C", "Interview"));
        Assert.Equal((1, 1), (report.Certificates[0].Suppressed[SuppressReason.Baseline], report.Certificates[0].Invited));
        Assert.Equal("C", await world.InvitedAsync());

        await world.SyncAsync(Row("A", "Offer"), Row("B", "Offer"), Row("C", "Offer"));
        Assert.Equal("C", await world.InvitedAsync());
        Assert.Equal("another", (await world.LedgerAsync())[^1].Request.InterviewId);
    }

    [Fact]
    public async Task ANewStageInARouteIsABaseline()
    {
        await using var world = await StandingAsync();
        world.Routes = [Some.Route("engineering", "Interview", "Offer")];

        await world.SyncAsync(Row("A", "Offer"), Row("B", "Offer"), Row("C", "Interview"));

        Assert.Equal("C", await world.InvitedAsync());
    }

    [Theory]
    [InlineData(SourceContents.Full)]
    [InlineData(SourceContents.Changes)]
    public async Task ANewRouteThatSaysSoInvitesThoseWhoStandThere(SourceContents contents)
    {
        await using var world = await StandingAsync(contents);
        world.Routes = [.. world.Routes, Offer with { FirstSync = FirstSync.Invite }];

        // A stands there unchanged, B moves there, C stands elsewhere.
        await world.SyncAsync(Row("A", "Offer"), Row("B", "Offer"), Row("C"));
        Assert.Equal("B A", await world.InvitedAsync());

        await world.SyncAsync(Row("A", "Offer"), Row("B", "Offer"), Row("C"));
        Assert.Equal("B A", await world.InvitedAsync());
    }

    [Theory]
    [InlineData(SourceContents.Full)]
    [InlineData(SourceContents.Changes)]
    public async Task SoItDoesWhereSomethingElseOfTheRecordChangedInTheSameRun(SourceContents contents)
    {
        await using var world = await StandingAsync(contents);
        world.Routes = [.. world.Routes, Offer with { FirstSync = FirstSync.Invite }];

        await world.SyncAsync(Row("A", "Offer") with { Phone = "+1 202 555 0143" }, Row("B"), Row("C"));

        Assert.Equal("A", await world.InvitedAsync());
        Assert.Equal("+12025550143", (await world.LedgerAsync())[0].Request.Phone);
    }

    [Fact]
    public async Task SoItDoesForWhoHadBeenLeftOut()
    {
        await using var world = await StandingAsync();
        await world.SyncAsync(Row("B"), Row("C"));
        world.Routes = [.. world.Routes, Offer with { FirstSync = FirstSync.Invite }];

        await world.SyncAsync(Row("A", "Offer"), Row("B"), Row("C"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoLeavesInTheRunThatSeesTheRouteFirstIsNotInvited()
    {
        await using var world = await StandingAsync();
        world.Routes = [.. world.Routes, Offer with { FirstSync = FirstSync.Invite }];

        await world.SyncAsync(Row("A", "Hired"), Row("B"), Row("C"));

        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task AFailedRunIsNotTheFirstSyncOfARoute()
    {
        await using var world = await StandingAsync();
        world.Routes = [.. world.Routes, Offer];
        Assert.True((await world.SyncAsync(Row("A", "Offer"))).Failed);
        world.Source.Sets[^1] = [Page(Row("A", "Offer"), Row("B", "Offer"), Row("C"))];

        await world.AgainAsync();

        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task TheFirstSyncOfASourceInvitesWhereTheRouteSaysSo()
    {
        await using var world = new SyncWorld(SourceContents.Full, Offer with { FirstSync = FirstSync.Invite });

        await world.SyncAsync(Row("A", "Offer"), Row("B"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    private static async Task<SyncWorld> StandingAsync(SourceContents contents = SourceContents.Full)
    {
        var world = new SyncWorld(contents);
        await world.SyncAsync(Row("A", "Offer"), Row("B"), Row("C"));
        return world;
    }
}
