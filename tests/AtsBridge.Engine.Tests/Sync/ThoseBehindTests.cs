using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>Whom nobody would ever look at again, because their transition lies behind them.</summary>
public sealed class ThoseBehindTests
{
    private const string AnotherInterview = "0b6a3f0e-7f65-4a3d-9d2e-6a1f6f0d9c11";

    /// <summary>Whether the first invite was sent is known only after its application has left: delivery cancels it, and no sync is there.</summary>
    [Fact]
    public async Task WhoWaitsBehindAnInviteThatDeliveryCancelsIsInvitedByTheNextSync()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", candidate: "P"), Row("B", candidate: "P"));
        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"));
        Assert.IsType<Claim.Work>(await world.ClaimAsync());
        await world.SyncAsync(Row("A", "Offer", candidate: "P"), Row("B", "Interview", candidate: "P"));
        world.Time.Advance(TimeSpan.FromHours(1));
        // Its sender has vanished.
        Assert.IsType<Claim.NothingDue>(await world.ClaimAsync());
        await FindNothingAsync(world);
        Assert.Equal("", await world.InvitedAsync());

        await world.SyncAsync(Row("A", "Hired", candidate: "P"), Row("B", "Interview", candidate: "P"));
        await world.SyncAsync(Row("A", "Offer", candidate: "P"), Row("B", "Interview", candidate: "P"));

        Assert.Equal("B", await world.InvitedAsync());
    }

    /// <summary>An operator's word is for the person: whoever is behind gets nothing either.</summary>
    [Fact]
    public async Task WhoWaitsBehindAnInviteThatAnOperatorCancelledIsLeftAlone()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", candidate: "P"), Row("B", candidate: "P"));
        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"));
        await world.Acts.CancelAsync((await world.LedgerAsync())[0].Id, Cancellation);

        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"), Row("C"));

        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoMovesToTheJobOfAnotherRouteIsInvitedByThatOne()
    {
        await using var world = new SyncWorld(SourceContents.Full, For("J1", "one", Some.Route().Invite.InterviewId), For("J2", "two", AnotherInterview));
        await world.SyncAsync(Row("A", job: "J1"), Row("B"));
        await world.SyncAsync(Row("A", "Interview", job: "J1"), Row("B"));

        await world.SyncAsync(Row("A", "Interview", job: "J2"), Row("B"));

        var ledger = await world.LedgerAsync();
        Assert.Equal([("one", InviteState.Cancelled, CancelReasons.Elsewhere), ("two", InviteState.Due, null)], ledger.Select(i => (i.Route, i.Delivery.State, i.Delivery.Reason)));
    }

    [Fact]
    public async Task WhoMovesToAJobThatNoRouteTakesIsCancelledAndNoMore()
    {
        await using var world = new SyncWorld(SourceContents.Full, For("J1", "one", Some.Route().Invite.InterviewId));
        await world.SyncAsync(Row("A", job: "J1"), Row("B"));
        await world.SyncAsync(Row("A", "Interview", job: "J1"), Row("B"));

        await world.SyncAsync(Row("A", "Interview", job: "J2"), Row("B"));

        Assert.Equal(InviteState.Cancelled, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    /// <summary>Nobody has left because a consultant has changed the configuration.</summary>
    [Fact]
    public async Task AnInviteWhoseRouteNamesAnotherInterviewNowStaysAsItWasDecided()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"));
        var before = Assert.Single(await world.LedgerAsync());
        world.Routes = [.. world.Routes.Select(r => r with { Invite = r.Invite with { InterviewId = AnotherInterview } })];

        await world.SyncAsync(Row("A", "Interview", updated: "2026-11-21T08:00:00Z"), Row("B"));

        var after = Assert.Single(await world.LedgerAsync());
        Assert.Equal((InviteState.Due, before.Request.InterviewId), (after.Delivery.State, after.Request.InterviewId));
    }

    [Theory]
    [InlineData(false, InviteState.Cancelled)]
    [InlineData(true, InviteState.Sent)]
    public async Task WhoLeavesWhileTheInviteIsUnderReviewIsNotInvitedByARetry(bool comesBack, InviteState end)
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"));
        var work = (Claim.Work)await world.ClaimAsync();
        await world.FinishAsync(work, new DeliveryEvent.OutcomeUnknown(world.Time.GetUtcNow(), "cut off"));
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.FinishAsync((Claim.Work)await world.ClaimAsync(), new DeliveryEvent.CannotTell(world.Time.GetUtcNow(), "the list was cut short"));
        await world.SyncAsync(Row("A", status: "Rejected"), Row("B"));
        if (comesBack)
        {
            await world.SyncAsync(Row("A", "Interview"), Row("B"));
        }

        Assert.Equal((InviteState.NeedsReview, !comesBack), Assert.Single(await world.LedgerAsync()).Delivery is var d ? (d.State, d.CancelRequested) : default);
        await world.Acts.RetryAsync(work.Invite.Id, Cancellation);
        await FindNothingAsync(world);
        await world.SendAllAsync();

        Assert.Equal(end, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    private static Route For(string job, string name, string interview) => Some.Route() with
    {
        Name = name, When = Some.Route().When with { Job = [new Pattern(job)] }, Invite = Some.Route().Invite with { InterviewId = interview },
    };

    private static async Task FindNothingAsync(SyncWorld world)
    {
        for (var i = 0; i < 2; i++)
        {
            world.Time.Advance(TimeSpan.FromHours(1));
            var look = (Claim.Work)await world.ClaimAsync();
            Assert.Equal(DeliveryEffect.LookUp, look.Effect);
            await world.FinishAsync(look, new DeliveryEvent.FoundNothing(world.Time.GetUtcNow()));
        }
    }
}
