using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>What a route does, through the command line: first syncs, holds, guards, repetitions.</summary>
public sealed class RouteActsTests
{
    private static readonly Row[] Crowd = [.. Row.Many("Z-", 6, "Applied")];

    [Fact]
    public async Task ANewArrivalInTheStageIsInvitedAndTheBaselineIsNot()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export([.. Crowd, new("A-1", "Interview")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Crowd, new("A-1", "Interview"), new("A-2", "Interview"), new("A-3", "interview ")]);
        var sync = (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-2", "A-3"], sync.Decided("Invite"));
        Assert.Equal(["A-2", "A-3"], trial.Reached());
    }

    [Fact]
    public async Task FirstSyncInviteInvitesThoseWhoStandThereAlready()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["FirstSync"] = "Invite";
        trial.Export([.. Crowd, new("A-1", "Interview")]);
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-1"], trial.Reached());
    }

    [Fact]
    public async Task ARouteThatIsAddedLaterBeginsWithABaseline()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export([.. Crowd, new("A-1", "Screen"), new("A-2", "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.AddRoute("screening", "Screen", Trial.OtherInterview);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Empty(await trial.InvitesAsync());

        trial.Export([.. Crowd, new("A-1", "Screen"), new("A-2", "Screen")]);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-2"], trial.Reached());
    }

    [Fact]
    public async Task WhoReachesANewRoutesStageInItsFirstSyncIsBaselineToo()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export([.. Crowd, new("A-1", "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.AddRoute("screening", "Screen", Trial.OtherInterview);
        trial.Export([.. Crowd, new("A-1", "Screen")]);
        var sync = (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-1"], sync.Decided("Baseline"));
        Assert.Empty(trial.Reached());
    }

    [Fact]
    public async Task ASecondApplicationOfTheSamePersonIsAlreadyInvited()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export([.. Crowd, new("A-1", "Applied") { Candidate = "C-7" }, new("A-2", "Applied") { Email = "ada@example.com" }]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(
        [
            .. Crowd,
            new("A-1", "Interview") { Candidate = "C-7" },
            new("A-2", "Interview") { Email = "ada@example.com" },
            new("A-3", "Interview") { Candidate = "C-7" },
            new("A-4", "Interview") { Email = "ADA@Example.com" },
        ]);
        var sync = (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-1", "A-2"], sync.Decided("Invite"));
        Assert.Equal(["A-3", "A-4"], sync.Decided("AlreadyInvited"));
        Assert.Equal(["A-1", "A-2"], trial.Reached());
    }

    [Fact]
    public async Task LeavingAndComingBackSendsNothingAgain()
    {
        await using var trial = await Trial.StartAsync();
        foreach (var stage in new[] { "Applied", "Interview", "Offer", "Interview" })
        {
            trial.Export([.. Crowd, new("A-1", stage)]);
            (await trial.RunAsync("sync")).Succeeded();
        }

        Assert.Equal(["A-1"], trial.Reached());
        Assert.Single(await trial.InvitesAsync());
        var story = (await trial.TextAsync("explain", "A-1")).Succeeded();
        Assert.Contains("moved from “Offer” to “Interview”", story.Output, StringComparison.Ordinal);
        Assert.Contains("Suppressed(AlreadyInvited)", story.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rejected")]
    [InlineData("Withdrawn")]
    [InlineData("On Hold")]
    [InlineData("Hired")]
    [InlineData("Zur Klärung")]
    public async Task WhoIsNotActiveIsNotInvited(string status)
    {
        await using var trial = await Trial.StartAsync();
        trial.Export([.. Crowd, new("A-1", "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Crowd, new("A-1", "Interview") { Status = status }]);
        var sync = (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-1"], sync.Decided("NotActive"));
        Assert.Empty(trial.Sandbox.Audit);
    }

    [Fact]
    public async Task AHeldInviteIsCancelledWhenItsStageIsLeft()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["HoldFor"] = "01:00:00";
        trial.Export([.. Crowd, new("A-1", "Applied"), new("A-2", "Applied"), new("A-3", "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Crowd, new("A-1", "Interview"), new("A-2", "Interview"), new("A-3", "Interview")]);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-1 Held(UndoWindow)", "A-2 Held(UndoWindow)", "A-3 Held(UndoWindow)"], await trial.StatesAsync());

        trial.Export([.. Crowd, new("A-1", "Applied"), new("A-2", "Interview") { Status = "Rejected" }, new("A-3", "Interview")]);
        var sync = (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(2, (int)sync.Run["cancelled"]!);
        Assert.Equal(["A-1 Cancelled", "A-2 Cancelled", "A-3 Held(UndoWindow)"], await trial.StatesAsync());
        Assert.Empty(trial.Sandbox.Audit);
    }

    [Fact]
    public async Task AnInviteGoesOutWhenItsUndoWindowIsOver()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["HoldFor"] = "00:00:01";
        trial.Export([.. Crowd, new("A-1", "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Crowd, new("A-1", "Interview")]);
        (await trial.RunAsync("sync", "--wait")).Succeeded();

        Assert.Equal(["A-1"], trial.Reached());
    }

    [Fact]
    public async Task MoreThanTheGuardAllowsIsAllHeldUntilItIsReleased()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["Guard"] = new System.Text.Json.Nodes.JsonObject { ["MaxPerSync"] = 2 };
        trial.Export([.. Crowd, .. Row.Many("A-", 3, "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Crowd, .. Row.Many("A-", 3, "Interview")]);
        Assert.Equal(3, (int)(await trial.RunAsync("plan")).Failed().Run["held"]!);
        var sync = (await trial.RunAsync("sync")).Failed();

        Assert.Equal((0, 3), ((int)sync.Run["invited"]!, (int)sync.Run["held"]!));
        Assert.Equal(["A-0001 Held(GuardTripped)", "A-0002 Held(GuardTripped)", "A-0003 Held(GuardTripped)"], await trial.StatesAsync());
        Assert.Empty(trial.Sandbox.Audit);

        (await trial.RunAsync("invites", "release", "--state", "Held", "--yes")).Succeeded();
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Reached());
    }

    [Fact]
    public async Task ABackfillInvitesThoseWhoStandInTheStageAndNoMoreThanItsMaximum()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export([.. Crowd, .. Row.Many("A-", 4, "Interview"), new("A-9", "Interview") { Status = "Rejected" }]);
        (await trial.RunAsync("sync")).Succeeded();

        (await trial.TextAsync("backfill", "--route", "engineering", "--max", "3")).Wrong();
        Assert.Empty(await trial.InvitesAsync());
        var backfill = (await trial.RunAsync("backfill", "--route", "engineering", "--max", "3", "--yes")).Succeeded();
        Assert.Equal(3, (int)backfill.Json["invites"]!);
        Assert.Empty(trial.Sandbox.Audit);

        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(3, trial.Reached().Distinct(StringComparer.Ordinal).Count());
        (await trial.RunAsync("backfill", "--route", "engineering", "--yes")).Succeeded();
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-0001", "A-0002", "A-0003", "A-0004"], trial.Reached());
        Assert.Equal(4, trial.Sandbox.Audit.Count(e => e.Kind == AuditKinds.CandidateInterviewCreated));
    }
}
