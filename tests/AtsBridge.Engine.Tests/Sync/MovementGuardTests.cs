using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.RenamedStageTests;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>The share of those who vanish and of those who move, against the source's own past.</summary>
public sealed class MovementGuardTests
{
    [Theory]
    [InlineData(100, 20, false)]
    [InlineData(100, 21, true)]
    [InlineData(60, 19, false)]
    [InlineData(60, 20, true)]
    public async Task ATruncatedExportChangesNothing(int known, int missing, bool refused)
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Applied", known));
        await world.SyncPartsAsync([Row("P0000", "Interview")], Stage("Applied", known - 1, from: 1));

        var report = await world.SyncPartsAsync([Row("P0001", "Interview")], Stage("Applied", known - missing - 1, from: 2));

        Assert.Equal(refused, report.Failed);
        Assert.Equal(refused ? "P0000" : "P0001", await world.InvitedAsync());
        if (refused)
        {
            Assert.StartsWith(FormattableString.Invariant($"{missing} of {known} applications that were known are missing at once ("), report.Certificates[0].Reason, StringComparison.Ordinal);
            Assert.Contains("atsbridge sync --source acme --accept-shrunk", report.Certificates[0].Reason, StringComparison.Ordinal);
            Assert.False((await world.AgainAsync(acceptShrunk: true)).Failed);
            Assert.Equal("P0001", await world.InvitedAsync());
        }
    }

    [Fact]
    public async Task WhatTheSourceLosesUsuallyIsBelieved()
    {
        await using var world = new SyncWorld();
        var (from, people) = (0, 200);
        await world.SyncPartsAsync(Stage("Applied", people));
        await world.SyncPartsAsync(Stage("Applied", people, from: from += 30));

        // 30 of 200 are 15 %; three times that, and no more than that, may go next.
        Assert.True((await world.SyncPartsAsync(Stage("Applied", 110, from: from + 91))).Failed);
        Assert.Equal(RunOutcome.Succeeded, (await world.SyncPartsAsync(Stage("Applied", 110, from: from + 90))).Certificates[^1].Outcome);
    }

    [Fact]
    public async Task WhateverItLostBeforeMoreThanHalfIsAskedFor()
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Applied", 200));
        await world.SyncAsync([Page(Stage("Applied", 110, from: 90))], acceptShrunk: true);

        Assert.True((await world.SyncPartsAsync(Stage("Applied", 50, from: 150), Stage("Applied", 30, from: 300))).Failed);
    }

    [Fact]
    public async Task TheRangeIsConfigured()
    {
        await using var world = new SyncWorld { Guard = new() { MaxVanished = 0.4, MaxMoved = 1 } };
        await world.SyncPartsAsync(Stage("Applied", 100));

        Assert.False((await world.SyncPartsAsync(Stage("Applied", 60, from: 40))).Failed);
        Assert.Empty((await world.SyncPartsAsync(Stage("Interview", 60, from: 40))).Holds);
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(31, "31 of 100 applications changed their place at once (31 %), most of them from 'Applied' to 'Interview' (16), and up to 30 % may move in one sync of this source")]
    public async Task ManyWhoMoveAnyWayAreHeld(int moved, string? reason)
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Applied", 100));

        var report = await world.SyncPartsAsync(Stage("Interview", 16), Stage("Offer", moved - 16, from: 16), Stage("Applied", 100 - moved, from: moved), Stage("Interview", 1, "N"));

        Assert.Equal(reason, report.Holds.SingleOrDefault()?.Reason);
        Assert.Equal(reason is null ? (17L, 0L) : (0L, 17L), (report.Certificates[0].Invited, report.Certificates[0].Held));
    }

    [Fact]
    public async Task ToCloseManyAtOnceIsAnOrdinaryAct()
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Applied", 100));
        await world.SyncPartsAsync(Stage("Interview", 15), Stage("Applied", 85, from: 15));

        var report = await world.SyncPartsAsync(
            [.. Stage("Interview", 15).Select(r => r with { Status = "rejected" })], [.. Stage("Archived", 60, from: 15).Select(r => r with { Status = "rejected" })], Stage("Applied", 25, from: 75));

        Assert.Empty(report.Holds);
        Assert.Equal(15, report.Certificates[0].Cancelled);
    }

    /// <summary>A word that the map learns wakes everybody who has it.</summary>
    [Fact]
    public async Task AStatusThatIsReadInAnotherWaySendsNothing()
    {
        await using var world = new SyncWorld();
        SourceRecord[] rows = [.. Stage("Interview", 40).Select(r => r with { Status = "im Prozess" }), .. Stage("Applied", 40, "A")];
        await world.SyncAsync(rows);
        world.Rules = new ConversionRules { StatusMap = new Dictionary<string, ApplicationStatus>(StringComparer.OrdinalIgnoreCase) { ["im Prozess"] = ApplicationStatus.Active } };

        var hold = Assert.Single((await world.SyncAsync(rows)).Holds);

        Assert.Contains("most of them from 'status Unknown' to 'status Active' (40)", hold.Reason, StringComparison.Ordinal);
        Assert.Equal((40L, "40"), (hold.Invites, (await world.LedgerAsync()).Count(i => i.Delivery.Held == HoldReason.GuardTripped).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task ATrippedRunCancelsThoseWhoAreGoneOrClosedAndKeepsThoseWhoMoved()
    {
        await using var world = new SyncWorld { AcceptMoved = true };
        await world.SyncPartsAsync(Stage("Applied", 60));
        await world.SyncPartsAsync(Stage("Interview", 60));
        world.AcceptMoved = false;

        var report = await world.SyncPartsAsync(
            Stage("Offer", 25), Stage("Final", 25, from: 25), [.. Stage("Interview", 5, from: 50).Select(r => r with { Status = "withdrawn" })], Stage("Interview", 3, from: 55));

        Assert.Equal((7L, 50L), (report.Certificates[0].Cancelled, Assert.Single(report.Holds).Invites));
    }

    [Fact]
    public async Task TheSetsOfOnePassAreEachOthersPast()
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Applied", 200));
        foreach (var moved in new[] { 30, 60, 110 })
        {
            world.Source.Sets.Add([Page([.. Stage("Offer", moved), .. Stage("Applied", 200 - moved, from: moved)])]);
        }

        // 30, 30 and 50 of 200: the second and the third are within three times 15 %, in the plan as in the sync.
        Assert.Empty((await world.AgainAsync()).Holds);
    }

    [Fact]
    public async Task ABaselineOfOldExportsIsPastAndTripsNothing()
    {
        await using var world = new SyncWorld();
        foreach (var stage in new[] { "Applied", "Screen", "Interview" })
        {
            world.Source.Sets.Add([Page(Stage(stage, 100))]);
        }

        var first = await world.AgainAsync();
        Assert.All(first.Certificates, c => Assert.Equal((RunOutcome.Succeeded, true, null), (c.Outcome, c.Baseline, c.Guard)));
        Assert.Equal([(0L, 0L), (100L, 100L), (100L, 100L)], first.Certificates.Select(c => (c.Known, c.Moved)));
        await using var session = await world.Store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
        Assert.Equal(2, (await session.PastAsync(20, Cancellation)).Count);
    }

    [Fact]
    public async Task AnApplicationThatStandsTwiceMovesOnce()
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Applied", 30));

        var report = await world.SyncPartsAsync(Stage("Offer", 19), Stage("Hired", 19), Stage("Applied", 11, from: 19));

        Assert.Equal((19L, 19L), (report.Certificates[0].Moved, report.Certificates[0].Quarantined));
        Assert.Empty(report.Holds);
    }
}
