using AtsBridge.Delivery;
using AtsBridge.Engine.Tests.Sync;
using AtsBridge.Ledger;
using AtsBridge.Retention;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Retention;

public sealed class RetentionTests
{
    private static Task<RetentionSummary> RetainAsync(SyncWorld world, TimeSpan? runs = null, TimeSpan? attempts = null, TimeSpan? closed = null) =>
        new RetentionPass(world.Store.Retention, new RouteTable(world.Routes), new() { Runs = runs, Attempts = attempts, ClosedApplications = closed }, world.Time)
            .RunAsync([world.Configured], Cancellation);

    [Fact]
    public async Task WithoutAPolicyEverythingStays()
    {
        Assert.False(new RetentionPolicy().Any);
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1"), Row("B1"));
        await world.SyncAsync(Row("B1"), Row("C1"));
        world.Time.Advance(TimeSpan.FromDays(4_000));
        Assert.Equal(new RetentionSummary(0, 0, 0), await RetainAsync(world));
    }

    [Fact]
    public async Task AVanishedApplicationKeepsWhereItStoodAndNobodysName()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1", "Interview") with { Phone = "+12025550143", Attributes = new Dictionary<string, string> { ["Note"] = "x" } }, Row("B1"), Row("D1"));
        await world.SyncAsync(Row("B1"), Row("D1"));
        world.Time.Advance(TimeSpan.FromDays(364));
        Assert.Equal(0, (await RetainAsync(world, closed: TimeSpan.FromDays(365))).Applications);
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await RetainAsync(world, closed: TimeSpan.FromDays(365))).Applications);
        Assert.Equal(0, (await RetainAsync(world, closed: TimeSpan.FromDays(365))).Applications);

        var story = await world.StoryAsync("A1");
        var application = story.Application!;
        Assert.Equal(("A1", "C-A1", "J1", "Interview", false), (application.Key, application.CandidateId, application.JobId, application.Stage, story.Present));
        Assert.Equal(("", "", null, null, 0), (application.FirstName, application.LastName, application.Email, application.Phone, application.Attributes.Count));
        Assert.Empty(await world.Store.Ledger.ExplainAsync("A1@example.com", Cancellation));
        Assert.Equal("B1@example.com", (await world.StoryAsync("B1")).Application!.Email!.Value.Value);

        // It was in the stage at the baseline: coming back to it is no news. All of it is known again then.
        var back = await world.SyncAsync(Row("A1", "Interview"), Row("B1"), Row("D1"));
        Assert.Equal(0, back.Certificates[0].Transitions);
        Assert.Equal("Beispiel", (await world.StoryAsync("A1")).Application!.LastName);
        world.Time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, (await RetainAsync(world, closed: TimeSpan.FromDays(365))).Applications);
    }

    /// <summary>The sync that cancelled it has looked for those behind it: what is forgotten of it is no second reason.</summary>
    [Fact]
    public async Task ForgettingAnInviteThatWasCancelledHasNobodyLookedForAgain()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1"), Row("B1"), Row("D1"));
        await world.SyncAsync(Row("A1", "Interview"), Row("B1"), Row("D1"));
        await world.SyncAsync(Row("B1"), Row("D1"));
        world.Time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(1, (await RetainAsync(world, closed: TimeSpan.FromDays(365))).Applications);

        await using var session = await world.Store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
        Assert.Empty(await session.LeavingRoomAsync(Cancellation));
    }

    [Fact]
    public async Task AnInviteThatIsOverForgetsTheNameAndNeverThePerson()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1"), Row("B1"), Row("D1"));
        await world.SyncAsync(Row("A1", "Interview"), Row("B1"), Row("D1"));
        await world.SendAllAsync();
        await world.SyncAsync(Row("B1"), Row("D1"));
        world.Time.Advance(TimeSpan.FromDays(2));
        await RetainAsync(world, closed: TimeSpan.FromDays(1));
        var invite = Assert.Single(await world.LedgerAsync());
        Assert.Equal(("", "", null, InviteState.Sent, true), (invite.Request.FirstName, invite.Request.LastName, invite.Request.Email, invite.Delivery.State, invite.Delivery.IsOpen));
        Assert.Contains(PersonIdentity.OfEmail("a1@example.com"), invite.Identities);

        var again = await world.SyncAsync(Row("A7", "Interview", email: "A1@example.com"), Row("B1"), Row("D1"));
        Assert.Equal(1, again.Certificates[0].Suppressed[SuppressReason.AlreadyInvited]);
    }

    [Fact]
    public async Task AnInviteThatMayStillGoOutKeepsWhatItAsksFor()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1"), Row("B1"), Row("D1"));
        await world.SyncAsync(Row("A1", "Interview"), Row("B1"), Row("D1"));
        var work = (Claim.Work)await world.ClaimAsync();
        await world.FinishAsync(work, new DeliveryEvent.OutcomeUnknown(world.Time.GetUtcNow(), "cut off"));
        await world.SyncAsync(Row("B1"), Row("D1"));
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await RetainAsync(world, closed: TimeSpan.FromDays(1))).Applications);
        Assert.Equal("A1@example.com", Assert.Single(await world.LedgerAsync()).Request.Email);
    }

    [Fact]
    public async Task InAFeedWhatIsClosedIsOverUnlessARouteTakesIt()
    {
        var late = Some.Route("late", "Archive") with { When = Some.Route("late", "Archive").When with { Status = [ApplicationStatus.Rejected] } };
        await using var world = new SyncWorld(SourceContents.Changes, Some.Route(), late);
        await world.SyncAsync(Row("A1", "Interview", "rejected"), Row("B1", "Interview"), Row("C1", "Archive", "rejected"), Row("D1", "Screen", "hired"));
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, (await RetainAsync(world, closed: TimeSpan.FromDays(1))).Applications);
        var names = new[] { "A1", "B1", "C1", "D1" }.Select(async id => (await world.StoryAsync(id)).Application!.LastName);
        Assert.Equal(["", "Beispiel", "Beispiel", ""], await Task.WhenAll(names));
        Assert.Equal(0, (await world.SyncAsync(Row("D1", "Screen", "hired"))).Certificates[0].Transitions);
    }

    [Fact]
    public void WhatARouteAsksForStays()
    {
        var asking = Some.Route() with { When = Some.Route().When with { Attributes = new Dictionary<string, IReadOnlyList<Pattern>>(StringComparer.OrdinalIgnoreCase) { ["Office"] = [new("Paris")] } } };
        var application = Some.Application() with { Attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Office"] = "Paris", ["Salary"] = "1" } };
        var reduced = ReducedApplication.Of(application, present: false, "acme", new RouteTable([asking]))!;
        Assert.Equal("Office", Assert.Single(reduced.Attributes).Key);
        Assert.True(new RouteTable([asking]).Find("acme", reduced) is { StatusFits: true });
    }

    [Fact]
    public async Task OldRunsGoWithTheirQuarantineAndTheBaselineTheNewestAndThePastOfTheGuardsStay()
    {
        await using var world = new SyncWorld { PlansFirst = false };
        await world.SyncAsync([Page(Row("A1"), Row("B1") with { Phone = "1.2E+10" })]);
        for (var i = 0; i < 6; i++)
        {
            world.Source.Fault = (0, new SourceException(SourceFault.Unavailable, "down"));
            await world.AgainAsync();
            world.Source.Fault = null;
        }

        await world.SyncAsync(Row("A1", "Screen"), Row("B1"));
        for (var i = 0; i < 6; i++)
        {
            await world.AgainAsync();
        }

        await world.SyncAsync([Page(Row("A1", "Screen"), Row("B1"), Row("C1") with { Phone = "1.2E+10", Position = new("some.csv", 9) })]);
        world.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(15, (await world.Store.Ledger.RunsAsync("acme", 100, Cancellation)).Count);
        Assert.Equal(0, (await RetainAsync(world, runs: TimeSpan.FromDays(7))).Runs);
        Assert.Equal(0, await world.Store.Retention.RemoveRunsAsync(world.Time.GetUtcNow().AddDays(-11), 1, 100, Cancellation));
        Assert.Equal(5, await world.Store.Retention.RemoveRunsAsync(world.Time.GetUtcNow(), 1, 5, Cancellation));
        Assert.Equal(7, await world.Store.Retention.RemoveRunsAsync(world.Time.GetUtcNow(), 1, 100, Cancellation));
        Assert.Equal(0, await world.Store.Retention.RemoveRunsAsync(world.Time.GetUtcNow(), 1, 100, Cancellation));

        var runs = await world.Store.Ledger.RunsAsync("acme", 100, Cancellation);
        Assert.Equal([15, 8, 1], runs.Select(r => r.RunId));
        Assert.True(runs[^1].Baseline);
        Assert.Equal(["C1", "B1"], (await world.Store.Ledger.QuarantineAsync("acme", 10, Cancellation)).Select(q => q.Record.Key));
        Assert.NotNull((await world.StoryAsync("A1")).Transitions);
    }

    [Fact]
    public async Task AStoryWhoseRunsAreGoneIsToldAllTheSame()
    {
        await using var world = new SyncWorld { PlansFirst = false };
        await world.SyncAsync(Row("A1"), Row("B1"));
        await world.SyncAsync(Row("A1", "Screen"), Row("B1"), Row("C1") with { Phone = "1.2E+10" });
        await world.SyncAsync(Row("A1", "Screen"), Row("B1", "Screen"));
        Assert.Equal(1, await world.Store.Retention.RemoveRunsAsync(world.Time.GetUtcNow(), 1, 100, Cancellation));
        var story = await world.StoryAsync("A1");
        Assert.Equal((1, null, 1), (story.FirstRun?.RunId, story.LastRun?.RunId, story.Transitions.Count));
        Assert.Empty(await world.Store.Ledger.QuarantineAsync("acme", 10, Cancellation));
    }

    [Fact]
    public async Task RequestsGoWhenTheirInviteIsOverAndNeverFromAWindow()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1"), Row("B1"), Row("D1"));
        await world.SyncAsync(Row("A1", "Interview"), Row("B1", "Interview"), Row("D1"));
        await world.SendAllAsync();
        var invites = await world.LedgerAsync();
        await AskAsync(world, invites[1]);
        var expired = invites[0] with { Delivery = invites[0].Delivery with { State = InviteState.Expired } };
        Assert.True(await world.Store.Ledger.ChangeAsync(expired, world.Time.GetUtcNow(), Cancellation));

        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, (await RetainAsync(world, attempts: TimeSpan.FromTicks(1))).Attempts);
        world.Time.Advance(TimeSpan.FromDays(2));
        await AskAsync(world, (await world.LedgerAsync())[1]);
        Assert.Equal(3, (await RetainAsync(world, attempts: TimeSpan.FromDays(2))).Attempts);

        Assert.Empty(await world.Store.Ledger.AttemptsAsync(invites[0].Id, Cancellation));
        Assert.Equal([AttemptKind.CreatePerson, AttemptKind.CreateInvite, AttemptKind.Status], (await world.Store.Ledger.AttemptsAsync(invites[1].Id, Cancellation)).Select(a => a.Kind));
    }

    [Fact]
    public async Task WhatIsChangedBetweenTheLookAndTheWriteIsLeftAlone()
    {
        await using var world = new SyncWorld { PlansFirst = false };
        await world.SyncAsync(Row("A1"), Row("B1"), Row("D1"));
        await world.SyncAsync(Row("B1"), Row("D1"));
        var (reduced, next) = await world.Store.Retention.ReduceAsync("acme", world.Time.GetUtcNow().AddDays(1), "", (application, _) =>
        {
            // A host that syncs meanwhile.
            world.SyncAsync(Row("A1"), Row("B1"), Row("D1")).GetAwaiter().GetResult();
            return ReducedApplication.Of(application, false, "acme", new RouteTable(world.Routes));
        }, present: false, world.Time.GetUtcNow(), 10, Cancellation);
        Assert.Equal((0, null), (reduced, next));
        Assert.Equal("Beispiel", (await world.StoryAsync("A1")).Application!.LastName);
    }

    private static async Task AskAsync(SyncWorld world, Invite invite)
    {
        var now = world.Time.GetUtcNow();
        var attempt = await world.Store.Delivery.BeginAttemptAsync(invite.Id, AttemptKind.Status, now, [], new(), Cancellation);
        Assert.True(await world.Store.Delivery.FinishAttemptAsync(attempt!.Value, AttemptOutcome.Done, "sent", invite, now, Cancellation));
    }
}
