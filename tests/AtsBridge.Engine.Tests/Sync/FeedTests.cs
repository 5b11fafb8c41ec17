using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A feed of changes is committed page by page.</summary>
public sealed class FeedTests
{
    private static readonly SourceException Away = new(SourceFault.Unavailable, "The service is away.");

    [Fact]
    public async Task AFaultInALaterPageKeepsTheEarlierOnesAndTheNextRunGoesOnFromThere()
    {
        await using var world = await BaselinedAsync(Row("A"), Row("B"), Row("C"), Row("D"));
        world.Source.Fault = (3, Away);

        var failed = await world.SyncAsync([Page(Row("A", "Interview")), Page(Row("B", "Interview")), Page(Row("C", "Interview"))]);

        Assert.Equal((RunOutcome.Failed, 2, 2), (failed.Certificates[0].Outcome, failed.Certificates[0].Read, failed.Certificates[0].Invited));
        Assert.Equal(2, Assert.Single(failed.Routes).Invited);
        Assert.Equal("A B", await world.InvitedAsync());

        world.Source.Fault = null;
        var rest = Assert.Single((await world.AgainAsync()).Certificates);
        Assert.Equal((1, 1), (rest.Read, rest.Transitions));
        Assert.Equal("A B C", await world.InvitedAsync());
    }

    [Fact]
    public async Task ABaselineThatBrokeOffStaysABaseline()
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        world.Source.Fault = (1, Away);
        await world.SyncAsync([Page(Row("A", "Interview")), Page(Row("B", "Interview"))]);

        world.Source.Fault = null;
        Assert.True((await world.AgainAsync()).Certificates[0].Baseline);
        await world.SyncAsync(Row("C", "Interview"));

        Assert.Equal("C", await world.InvitedAsync());
    }

    [Fact]
    public async Task ABaselineThatBrokeOffAfterItsLastPageEndsWithTheNextRun()
    {
        // Whoever reaches the stage afterwards must not be taken for somebody who was there before.
        await using var world = new SyncWorld(SourceContents.Changes);
        world.Source.Fault = (1, Away);
        await world.SyncAsync(Row("A", "Interview"));
        world.Source.Fault = null;
        await world.AgainAsync();

        await world.SyncAsync(Row("B", "Interview"));

        Assert.Equal("B", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhatIsMissingFromAFeedHasNotVanished()
    {
        await using var world = await BaselinedAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"));

        var report = await world.SyncAsync(Row("B", "Offer"));

        Assert.Equal(0, report.Certificates[0].Vanished);
        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task ALaterPageIsLaterNews()
    {
        await using var world = await BaselinedAsync(Row("A"), Row("B"));

        var report = await world.SyncAsync([Page(Row("A", "Interview")), Page(Row("A", "Offer")), Page(Row("A", "Interview", updated: "2020-01-01"))]);

        Assert.Equal((3, 0, 1), (report.Certificates[0].Changed, report.Certificates[0].Quarantined, report.Certificates[0].Cancelled));
        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task InvitesOfARunThatHasNotEndedWait()
    {
        await using var world = await BaselinedAsync(Row("A"), Row("B"));
        Claim? meanwhile = null;
        world.Source.BeforePage = page => meanwhile = page == 3 ? world.ClaimAsync().GetAwaiter().GetResult() : meanwhile;
        world.Source.Sets.Add([Page(Row("A", "Interview")), Page(Row("B"))]);

        await world.RunAsync(SyncMode.Commit);

        Assert.IsType<Claim.NothingDue>(meanwhile);
        Assert.IsType<Claim.Work>(await world.ClaimAsync());
    }

    [Fact]
    public async Task InvitesOfAStoppedRunWaitForTheNextOne()
    {
        await using var world = await BaselinedAsync(Row("A"), Row("B"));
        using var stop = new CancellationTokenSource();
        world.Source.BeforePage = page => { if (page == 2) { stop.Cancel(); } };
        world.Source.Sets.Add([Page(Row("A", "Interview")), Page(Row("B", "Interview"))]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.RunAsync(SyncMode.Commit, cancellation: stop.Token));

        var run = (await world.Store.Ledger.RunsAsync("acme", 1, Cancellation))[0];
        Assert.Equal((RunOutcome.Interrupted, 1, 1), (run.Outcome, run.Read, run.Invited));
        Assert.IsType<Claim.NothingDue>(await world.ClaimAsync());
        world.Source.BeforePage = null;
        await world.AgainAsync();
        Assert.IsType<Claim.Work>(await world.ClaimAsync());
    }

    [Fact]
    public async Task TheGuardCountsAllPagesOfARun()
    {
        await using var world = await BaselinedAsync(Row("A"), Row("B"), Row("C"));
        world.Routes = [Some.Route() with { MaxPerSync = 2 }];

        await world.SyncAsync([Page(Row("A", "Interview")), Page(Row("B", "Interview")), Page(Row("C", "Interview")), Page(Row("D", "Interview"))]);

        Assert.Equal(4, (await world.LedgerAsync()).Count(i => i.Delivery.Held == HoldReason.GuardTripped));
    }

    [Fact]
    public async Task TheHeadCountStaysRightOverPagesAndFaults()
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        world.Source.Fault = (2, Away);
        await world.SyncAsync([Page(Row("A"), Row("B")), Page(Row("C")), Page(Row("D"))]);
        world.Source.Fault = null;
        await world.AgainAsync();
        await world.SyncAsync([Page(Row("E")), Page(Row("A", "Offer"))]);

        await using var session = await world.Store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
        Assert.Equal(5, session.State.Present);
    }

    private static async Task<SyncWorld> BaselinedAsync(params SourceRecord[] rows)
    {
        var world = new SyncWorld(SourceContents.Changes);
        await world.SyncAsync(rows);
        return world;
    }
}
