using AtsBridge.Delivery;
using AtsBridge.Engine.Tests.Sync;
using AtsBridge.Erasure;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Erasure;

/// <summary>After somebody was erased, the source goes on saying what it says.</summary>
public sealed class ErasedRecordsTests
{
    private static Task<ErasureResult> EraseAsync(SyncWorld world, string who, bool several = false) =>
        world.Store.Erasure.EraseAsync(who, null, several, world.Time.GetUtcNow(), Cancellation);

    private static Task<SyncReport> BothAsync(SyncWorld world, string? stage) => world.SyncAsync(Row("A1", stage), Row("B1"));

    [Fact]
    public async Task TheSameExportAgainIsUnchangedAndNobodyVanishes()
    {
        await using var world = new SyncWorld();
        await BothAsync(world, "Applied");
        Assert.True((await EraseAsync(world, "A1")).Erased);
        var again = await BothAsync(world, "Applied");
        Assert.Equal("Succeeded baseline=False read=2 unchanged=2 changed=0 new=0 quarantined=0 vanished=0 moved=0 of 2 transitions=0 invited=0 held=0 cancelled=0 suppressed=", Numbers(again.Certificates[0]));
        Assert.Empty(await world.Store.Ledger.ExplainAsync("A1", Cancellation));
    }

    [Fact]
    public async Task WhoWouldHaveBeenInvitedIsSuppressedAsErasedOnceAndTheOtherIsInvited()
    {
        await using var world = new SyncWorld();
        await BothAsync(world, "Applied");
        await EraseAsync(world, "A1");
        var moved = await world.SyncAsync(Row("A1", "Interview"), Row("B1", "Interview"));
        Assert.Equal("Succeeded baseline=False read=2 unchanged=0 changed=2 new=0 quarantined=0 vanished=0 moved=2 of 2 transitions=2 invited=1 held=0 cancelled=0 suppressed=Erased:1", Numbers(moved.Certificates[0]));
        Assert.Equal(SuppressReason.Erased, Assert.Single(moved.Decided, d => d.Application.Key == "A1").Decision.Suppressed);
        Assert.Equal("B1", await world.InvitedAsync());
        var again = await world.SyncAsync(Row("A1", "Interview"), Row("B1", "Interview"));
        Assert.Equal((2, 0), (again.Certificates[0].Unchanged, again.Certificates[0].Transitions));
    }

    [Fact]
    public async Task AMoveThatInvitesNobodyIsSuppressedForItsOwnReason()
    {
        await using var world = new SyncWorld();
        await BothAsync(world, "Applied");
        await EraseAsync(world, "A1");
        Assert.Equal(1, (await BothAsync(world, "Screen")).Certificates[0].Suppressed[SuppressReason.NoRoute]);
        Assert.Equal(1, (await world.SyncAsync(Row("A1", "Interview", "rejected"), Row("B1"))).Certificates[0].Suppressed[SuppressReason.NotActive]);
    }

    [Theory]
    [InlineData("C-A1", "new@example.com")]
    [InlineData("C-new", "a1@EXAMPLE.com")]
    public async Task ANewApplicationOfTheSamePersonIsTheirs(string candidate, string email)
    {
        await using var world = new SyncWorld();
        await BothAsync(world, "Applied");
        await EraseAsync(world, "A1");
        var report = await world.SyncAsync(Row("A1"), Row("B1"), Row("A2", "Interview", candidate: candidate, email: email));
        Assert.Equal((1, 1), (report.Certificates[0].New, report.Certificates[0].Suppressed[SuppressReason.Erased]));
        Assert.Equal("", await world.InvitedAsync());
        Assert.Empty(await world.Store.Ledger.ExplainAsync("A2", Cancellation));
        Assert.Equal(new ErasureTrace(null), await world.Store.Erasure.TraceAsync("A2", Cancellation));
        Assert.NotNull((await world.Store.Erasure.TraceAsync("A1", Cancellation))!.ErasedAt);
        var again = await world.SyncAsync(Row("A1"), Row("B1"), Row("A2", "Interview", candidate: candidate, email: email));
        Assert.Equal(3, again.Certificates[0].Unchanged);
    }

    [Fact]
    public async Task VanishingAndComingBackIsCountedAndIsNoNews()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1", "Interview"), Row("B1"), Row("D1"));
        await EraseAsync(world, "A1");
        Assert.Equal(1, (await world.SyncAsync(Row("B1"), Row("D1"))).Certificates[0].Vanished);
        Assert.Equal(0, (await world.SyncAsync(Row("B1"), Row("D1"))).Certificates[0].Vanished);
        var back = await world.SyncAsync(Row("A1", "Interview"), Row("B1"), Row("D1"));
        Assert.Equal((1, 0, 0), (back.Certificates[0].Changed, back.Certificates[0].New, back.Certificates[0].Transitions));
        Assert.Equal((3, 0), ((await world.SyncAsync(Row("A1", "Interview"), Row("B1"), Row("D1"))).Certificates[0].Unchanged, (int)back.Certificates[0].Vanished));
    }

    [Fact]
    public async Task AnUnreadableRecordOfTheirsIsNeitherMissingNorQuoted()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1"), Row("B1"), Row("D1"));
        await EraseAsync(world, "A1");
        for (var i = 0; i < 2; i++)
        {
            var report = await world.SyncAsync(Row("A1") with { Phone = "1.2E+10", Email = "a1@example.com" }, Row("B1"), Row("D1") with { Phone = "1.2E+10" });
            Assert.Equal((2, 0), (report.Certificates[0].Quarantined, report.Certificates[0].Vanished));
            var records = await world.Store.Ledger.QuarantineAsync(null, 10, Cancellation);
            Assert.Equal(2, records.Count);
            Assert.Equal((ErasedPeople.RedactedReason, null), (Assert.Single(records, r => r.Record.Key is null).Record.Reason, Assert.Single(records, r => r.Record.Key is null).Record.Excerpt));
            Assert.NotNull(Assert.Single(records, r => r.Record.Key == "D1").Record.Excerpt);
        }
    }

    [Fact]
    public async Task NeitherBackfillNorANewRouteNorAnInvitingFirstSyncBringsThemBack()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1", "Interview"), Row("B1", "Interview"));
        await EraseAsync(world, "A1");
        var inviting = Some.Route("inviting", "Interview") with { FirstSync = FirstSync.Invite, Invite = new() { InterviewId = "other" } };
        world.Routes = [inviting];
        await world.SyncAsync(Row("A1", "Interview") with { JobTitle = "Chief" }, Row("B1", "Interview"));
        Assert.Equal("B1", await world.InvitedAsync());
        world.Routes = [Some.Route()];
        var decided = await new Backfill(world.Store.Sync, new RouteTable(world.Routes), world.Time).RunAsync(world.Configured, world.Routes[0], null, SyncMode.Commit, Cancellation);
        Assert.Equal("B1", Assert.Single(decided).Application.Key);
        Assert.Equal("B1 B1", await world.InvitedAsync());
    }

    [Fact]
    public async Task ASourceThatReadsThemForTheFirstTimeKeepsNothingEither()
    {
        await using var world = new SyncWorld();
        await BothAsync(world, "Applied");
        await EraseAsync(world, "A1");
        await using var second = new SyncWorld(world, "second", SourceContents.Full, Some.Route("second", "Interview") with { FirstSync = FirstSync.Invite });
        var report = await second.SyncAsync(Row("X", "Interview", candidate: "other", email: "A1@example.com"), Row("Y", "Interview", candidate: "Y"));
        Assert.Equal((2, 1, 1), (report.Certificates[0].New, report.Certificates[0].Invited, report.Certificates[0].Suppressed[SuppressReason.Erased]));
        Assert.Empty(await world.Store.Ledger.ExplainAsync("X", Cancellation));
    }

    [Fact]
    public async Task WhoTakesOverTheirAddressIsTheirsUntilTheAddressIsCorrected()
    {
        await using var world = new SyncWorld();
        await BothAsync(world, "Applied");
        await EraseAsync(world, "A1");
        await world.SyncAsync(Row("A1"), Row("B1", "Interview"));
        Assert.Equal("B1", await world.InvitedAsync());
        var taken = await world.SyncAsync(Row("A1"), Row("B1", "Interview", email: "A1@example.com"));
        Assert.Equal((1, 1), (taken.Certificates[0].Changed, taken.Certificates[0].Cancelled));
        Assert.Equal("", await world.InvitedAsync());
        Assert.DoesNotContain(await world.Store.Ledger.ExplainAsync("B1", Cancellation), s => s.Application is not null);
        await world.SyncAsync(Row("A1"), Row("B1", "Applied", email: "b1@example.com"));
        await world.SyncAsync(Row("A1"), Row("B1", "Interview", email: "b1@example.com"));
        Assert.Equal("B1", await world.InvitedAsync());
        Assert.Equal("Interview", (await world.StoryAsync("B1")).Application!.Stage);
    }

    [Fact]
    public async Task WhoIsErasedWhileASetIsReadIsNotWritten()
    {
        await using var world = new SyncWorld { PlansFirst = false };
        await BothAsync(world, "Applied");
        var erased = false;
        world.Source.BeforePage = page =>
        {
            if (page == 2 && !erased)
            {
                erased = true;
                Assert.True(EraseAsync(world, "A1").GetAwaiter().GetResult().Erased);
            }
        };
        var report = await world.SyncAsync([Page(Row("A1", "Interview")), Page(Row("B1", "Interview"))]);
        Assert.Equal((1, 1), (report.Certificates[0].Invited, report.Certificates[0].Suppressed[SuppressReason.Erased]));
        Assert.Equal("B1", await world.InvitedAsync());
        Assert.Empty(await world.Store.Ledger.ExplainAsync("A1", Cancellation));
        Assert.Equal(2, (await world.SyncAsync(Row("A1", "Interview"), Row("B1", "Interview"))).Certificates[0].Unchanged);
    }

    [Fact]
    public async Task InAFeedTheyAreCountedPageByPage()
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        await BothAsync(world, "Applied");
        await EraseAsync(world, "A1");
        var report = await world.SyncAsync([Page(Row("A2", "Interview", candidate: "C-A1")), Page(Row("A2", "Interview", candidate: "C-A1")), Page(Row("A1", "Interview"), Row("A2", "Screen", candidate: "C-A1"))]);
        Assert.Equal("Succeeded baseline=False read=4 unchanged=1 changed=2 new=1 quarantined=0 vanished=0 moved=2 of 2 transitions=3 invited=0 held=0 cancelled=0 suppressed=NoRoute:1,Erased:2", Numbers(report.Certificates[0]));
        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task SeveralSetsThatWaitedArePlannedAsTheyAreSynced()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A1"), Row("B1"), Row("D1"));
        await EraseAsync(world, "A1");
        world.Source.Sets.Add([Page(Row("B1"), Row("D1"), Row("A2", "Interview", candidate: "C-A1"))]);
        world.Source.Sets.Add([Page(Row("A1", "Interview"), Row("B1"), Row("D1"), Row("A2", "Screen", candidate: "C-A1"))]);
        world.Source.Sets.Add([Page(Row("A1", "Interview"), Row("B1"), Row("D1"))]);
        var runs = (await world.AgainAsync()).Certificates;
        Assert.Equal(
            ["1 new 0 changed 1 vanished Erased:1", "0 new 2 changed 0 vanished NoRoute:1,Erased:1", "0 new 0 changed 1 vanished "],
            runs.Select(c => FormattableString.Invariant($"{c.New} new {c.Changed} changed {c.Vanished} vanished {string.Join(',', c.Suppressed.Select(s => $"{s.Key}:{s.Value}"))}")));
        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task TheSentInviteStaysAsARowWithoutAPerson()
    {
        await using var world = new SyncWorld();
        await BothAsync(world, "Applied");
        await world.SyncAsync(Row("A1", "Interview"), Row("B1", "Interview"));
        await world.SendAllAsync();
        var result = await EraseAsync(world, "A1");
        Assert.Equal("CreateInvite1", Assert.Single(Assert.Single(result.People).AtSinks).InviteReference);
        Assert.Equal(2, (await world.Store.Ledger.CountAsync(null, Cancellation))[InviteState.Sent]);
        var acts = world.Acts;
        Assert.All([await acts.CancelAsync(1, Cancellation), await acts.RetryAsync(1, Cancellation), await acts.ReleaseAsync(1, Cancellation)], act => Assert.False(act.Done));
    }
}
