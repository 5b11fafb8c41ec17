using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>What routes do about invites that were sent: the whole way, on the real store, to a sink that keeps its own books.</summary>
public sealed class StageActsTests : IAsyncDisposable
{
    private static readonly Route Both = Some.Route() with { OnReentry = ReentryAct.Resend, OnStageLeft = StageLeftAct.Archive };
    private readonly ActsWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task WhoLeavesAndComesBackGetsOneResendAndNoSecondInvite()
    {
        var route = Both with { OnStageLeft = StageLeftAct.Nothing };
        await _world.InviteAsync(route);
        await _world.StandsInAsync(route, "Offer");
        Assert.Empty(_world.Sink.Acts);
        var plan = await _world.StandsInAsync(route, "Interview", SyncMode.Plan);
        var sync = await _world.StandsInAsync(route, "Interview");

        Assert.Equal(["create p", "create i", "resend i"], _world.Sink.All);
        const string words = "this person has an invite to this interview; a resend was asked for";
        Assert.Equal((words, words), (Detail(plan), Detail(sync)));
        Assert.Contains(sync.Certificates[0].Notes, n => n.Contains("are to be sent again", StringComparison.Ordinal));
        var invite = await _world.InviteAsync();
        Assert.Equal((InviteState.Sent, null, _world.Time.GetUtcNow()), (invite.Delivery.State, invite.Delivery.Wish, invite.Delivery.ResentAt));
        Assert.Equal([AttemptKind.CreatePerson, AttemptKind.CreateInvite, AttemptKind.Resend], (await _world.AttemptsAsync()).Select(a => a.Kind));
    }

    [Fact]
    public async Task WithinADayItIsNotSentAgainAndTheDecisionSaysSo()
    {
        var route = Both with { OnStageLeft = StageLeftAct.Nothing };
        await _world.InviteAsync(route);
        await _world.StandsInAsync(route, "Offer");
        await _world.StandsInAsync(route, "Interview");
        await _world.StandsInAsync(route, "Offer");
        var again = await _world.StandsInAsync(route, "Interview");
        Assert.Contains("a resend was not asked for: it was sent again 2026-11-20", Detail(again), StringComparison.Ordinal);
        Assert.Equal(["resend i"], _world.Sink.Acts);

        _world.Time.Advance(TimeSpan.FromDays(1));
        await _world.StandsInAsync(route, "Offer");
        await _world.StandsInAsync(route, "Interview");
        Assert.Equal(["resend i", "resend i"], _world.Sink.Acts);
    }

    [Fact]
    public async Task APersonsOwnResendCountsForTheDayToo()
    {
        var route = Both with { OnStageLeft = StageLeftAct.Nothing };
        await _world.InviteAsync(route);
        var acts = new InviteActs(_world.Store.Ledger, _world.Store.Delivery, _world.Time, _world.Clocks);
        Assert.True((await acts.ResendAsync(1, _world.ConfiguredSink, insist: false, TestContext.Current.CancellationToken)).Done);
        await _world.StandsInAsync(route, "Offer");
        await _world.StandsInAsync(route, "Interview");

        Assert.Equal(["resend i"], _world.Sink.Acts);
    }

    [Fact]
    public async Task AMoveBetweenTwoStagesOfTheRouteIsNoReturn()
    {
        var route = Some.Route("engineering", "Interview", "Phone") with { OnReentry = ReentryAct.Resend, OnStageLeft = StageLeftAct.Archive };
        await _world.InviteAsync(route);
        await _world.StandsInAsync(route, "Phone");

        Assert.Empty(_world.Sink.Acts);
    }

    [Theory]
    [InlineData("Offer", "Active")]
    [InlineData("Interview", "Rejected")]
    [InlineData(null, "")]
    public async Task WhoLeavesAfterTheSendIsArchivedAtTheSink(string? stage, string status)
    {
        await _world.InviteAsync(Both);
        await _world.StandsInAsync(Both, stage, SyncMode.Plan, status);
        Assert.Null((await _world.InviteAsync()).Delivery.Wish);
        var sync = await _world.StandsInAsync(Both, stage, status: status);

        Assert.Equal(["archive i"], _world.Sink.Acts);
        Assert.Equal(InviteState.Archived, (await _world.InviteAsync()).Delivery.State);
        Assert.Contains(sync.Certificates[0].Notes, n => n.Contains("are to be archived", StringComparison.Ordinal));
        var story = Assert.Single(await _world.Store.Ledger.ExplainAsync("A1", TestContext.Current.CancellationToken));
        Assert.Contains(story.Transitions, t => t.Detail?.EndsWith("archiving the sent invite was asked for", StringComparison.Ordinal) == true);

        // Archived is archived: coming back sends nothing, and further moves ask for nothing.
        await _world.StandsInAsync(Both, "Interview");
        await _world.StandsInAsync(Both, "Offer");
        Assert.Equal(["archive i"], _world.Sink.Acts);
    }

    [Fact]
    public async Task ARouteThatSaysNothingDoesNothing()
    {
        await _world.InviteAsync(Some.Route());
        await _world.StandsInAsync(Some.Route(), "Offer");
        await _world.StandsInAsync(Some.Route(), "Interview");

        Assert.Empty(_world.Sink.Acts);
    }

    [Fact]
    public async Task WhoLeftBeforeTheRouteSaidSoIsLeftAlone()
    {
        await _world.InviteAsync(Some.Route());
        await _world.StandsInAsync(Some.Route(), "Offer");
        await _world.StandsInAsync(Both, "Hired");

        Assert.Empty(_world.Sink.Acts);
    }

    [Fact]
    public async Task WhoIsBackBeforeTheArchivingIsNotArchived()
    {
        await _world.InviteAsync(Both);
        await _world.StandsInAsync(Both, "Offer", deliver: false);
        Assert.Equal(SinkAct.Archive, (await _world.InviteAsync()).Delivery.Wish);
        await _world.StandsInAsync(Both with { OnReentry = ReentryAct.Nothing }, "Interview");

        Assert.Empty(_world.Sink.Acts);
        Assert.Null((await _world.InviteAsync()).Delivery.Wish);
    }

    [Fact]
    public async Task ThePlanKnowsWhatItsEarlierSetAskedFor()
    {
        await _world.InviteAsync(Both);
        var plan = await _world.StandInAsync(Both, SyncMode.Plan, ["Offer", "Interview"]);

        Assert.Equal("this person has an invite to this interview; a resend was asked for", Detail(plan));
        Assert.Null((await _world.InviteAsync()).Delivery.Wish);
    }

    [Fact]
    public async Task ASinkThatCannotTakeInvitesBackEndsTheWishWithAReason()
    {
        await _world.InviteAsync(Both);
        _world.CanWithdraw = false;
        await _world.StandsInAsync(Both, "Offer");

        var invite = await _world.InviteAsync();
        Assert.Equal((InviteState.Sent, (SinkAct?)null), (invite.Delivery.State, invite.Delivery.Wish));
        Assert.Contains("can't take an invite back", invite.Delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheGuardBoundsWhatOneSyncAsksFor()
    {
        await _world.InviteAsync(Both, "A1", "A2", "A3");
        await _world.StandInAsync(Both with { MaxPerSync = 2 }, SyncMode.Commit, ["Offer"], "A1", "A2", "A3");

        Assert.Equal(2, _world.Sink.Acts.Count);
        var story = Assert.Single(await _world.Store.Ledger.ExplainAsync("A3", TestContext.Current.CancellationToken));
        Assert.Contains(story.Transitions, t => t.Detail?.Contains("the guard allows 2 in one sync", StringComparison.Ordinal) == true);
    }

    private static string? Detail(SyncReport report) =>
        Assert.Single(report.Decided, d => d.Decision.Suppressed == SuppressReason.AlreadyInvited).Decision.Detail;
}
