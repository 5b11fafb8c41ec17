using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.QuarantineTests;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>Records in quarantine are tried again after something was mended.</summary>
public sealed class QuarantineRetryTests
{
    [Fact]
    public async Task WhoCanBeReadNowIsTakenAndDecided()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B", "Interview"));
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Bad("A", "Interview"), Bad("N", "Interview"), Row("B", "Interview"));
        Assert.Equal("B", await world.InvitedAsync());
        Mend(world, Row("A", "Interview"), Row("N", "Interview"), Row("B", "Interview"));

        var plan = await RetryAsync(world, SyncMode.Plan);
        Assert.Equal("B", await world.InvitedAsync());
        Assert.Equal(2, (await OpenAsync(world)).Count);
        var done = await RetryAsync(world);

        foreach (var report in new[] { plan, done })
        {
            Assert.All(report.Records, r => Assert.Equal(RetryOutcome.Readable, r.Outcome));
            var run = report.Sync!.Certificates[0];
            Assert.True(run.Balances);
            Assert.Equal((2L, 1L, 1L, 2L, QuarantineRetry.Set), (run.Read, run.New, run.Changed, run.Invited, run.Set));
        }

        Assert.Equal("B A N", await world.InvitedAsync());
        Assert.Empty(await OpenAsync(world));
        Assert.IsType<Claim.Work>(await world.ClaimAsync());
        await using var session = await world.Store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
        Assert.Equal((3L, "3"), (session.State.Present, session.State.Cursor));
    }

    [Fact]
    public async Task WhatFollowsInTheNextSyncIsNothing()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Bad("A", "Interview"), Row("B"));
        Mend(world, Row("A", "Interview"), Row("B"));
        await RetryAsync(world);

        var next = await world.SyncAsync(Row("A", "Interview"), Row("B"));

        Assert.Equal((2L, 0L), (next.Certificates[0].Unchanged, next.Certificates[0].Transitions));
        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoHasLeftMeanwhileIsCancelled()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"));
        await world.SyncAsync(Bad("A", "Offer"), Row("B"));
        Assert.Equal("A", await world.InvitedAsync());
        Mend(world, Row("A", "Offer"), Row("B"));

        await RetryAsync(world);

        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task OnlyThoseWhoAreNamedAreTried()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        await world.SyncAsync(Bad("A", "Interview"), Bad("B", "Interview"), Row("C", "Interview"));
        Mend(world, Row("A", "Interview"), Row("B", "Interview"), Row("C", "Interview"));
        var number = (await OpenAsync(world)).Single(q => q.Record.Key == "B").Id;

        Assert.Equal("B", Assert.Single((await RetryAsync(world, numbers: [number])).Records).Key);

        Assert.Equal("C B", await world.InvitedAsync());
        Assert.Equal("A", Assert.Single(await OpenAsync(world)).Record.Key);
    }

    /// <summary>The old file says that B is in the interview stage. B has left since, and must not be taken back there.</summary>
    [Fact]
    public async Task OfAnOldFileOnlyTheRecordIsTaken()
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        await world.SyncAsync(Bad("A", "Interview"), Row("B", "Phone"));
        await world.SyncAsync(Row("B", "Offer"), Row("C", "Offer"));
        world.Source.Sets[1] = [Page(Row("A", "Interview"), Row("B", "Interview"))];

        var run = (await RetryAsync(world)).Sync!.Certificates[0];

        Assert.Equal((1L, 1L), (run.Read, run.Changed));
        Assert.Equal("A", await world.InvitedAsync());
        Assert.Equal("Offer", (await world.StoryAsync("B")).Application!.Stage);
    }

    [Theory]
    [InlineData("Offer", null)]
    [InlineData("Applied", "2026-11-19")]
    public async Task WhoHasBeenReadSinceIsNotTakenBack(string stage, string? updated)
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        await world.SyncAsync(Row("A", updated: updated), Row("B"));
        // Without a readable id nobody knows whose record it is, so that a later one of A says nothing about it.
        await world.SyncAsync(At(Row("1E+10"), "friday.csv", 4), At(Row("B", "Offer"), "friday.csv", 5));
        await world.SyncAsync(Row("A", stage, updated: updated));
        world.Source.Sets[1] = [Page(At(Row("A", "Interview", updated: updated is null ? null : "2026-11-18"), "friday.csv", 4), At(Row("B", "Offer"), "friday.csv", 5))];

        var record = Assert.Single((await RetryAsync(world)).Records);

        Assert.Equal((RetryOutcome.Outdated, "A"), (record.Outcome, record.Key));
        Assert.Equal("", await world.InvitedAsync());
        Assert.Equal(QuarantineEnd.Outdated, Assert.Single(await world.Store.Ledger.QuarantineAsync("acme", 9, Cancellation)).End);
    }

    [Fact]
    public async Task WhatIsGoneIsClosedAndWhatCanNotBeReadStaysWithItsReason()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        await world.SyncAsync(Bad("A", "Interview"), Bad("B", "Interview"), Row("C"));
        Mend(world, Row("B", "Interview") with { Phone = "4915112345678.0" }, Row("C"));

        var records = (await RetryAsync(world)).Records;

        Assert.Equal([RetryOutcome.Gone, RetryOutcome.StillUnreadable], records.Select(r => r.Outcome));
        Assert.Contains("a number with decimals", records[1].Words, StringComparison.Ordinal);
        Assert.Equal("B", Assert.Single(await OpenAsync(world)).Record.Key);
        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task AFaultChangesNothingAndIsSaid()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Bad("A", "Interview"), Row("B"));
        world.Source.Fault = (1, new SourceException(SourceFault.Unavailable, "The share went away."));

        var report = await RetryAsync(world);

        Assert.Equal((RunOutcome.Failed, "The share went away."), (report.Sync!.Certificates[0].Outcome, report.Sync.Certificates[0].Reason));
        Assert.Single(await OpenAsync(world));
    }

    [Fact]
    public async Task BeforeTheFirstSyncThereIsNothingToTakeItInto()
    {
        await using var world = new SyncWorld();
        Assert.True((await world.SyncAsync(Bad("A", "Interview"))).Failed);
        Mend(world, Row("A", "Interview"));

        var report = await RetryAsync(world);

        Assert.Contains("first sync", Assert.Single(report.Records).Words, StringComparison.Ordinal);
        Assert.Empty(await world.LedgerAsync());
    }

    [Fact]
    public async Task WhoWasInQuarantineAtTheFirstSyncIsABaseline()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Bad("A", "Interview"), At(Row("1E+10", "Interview"), "some.csv", 9), Row("B"));
        Mend(world, Row("A", "Interview"), At(Row("00010", "Interview"), "some.csv", 9), Row("B"));

        var run = (await RetryAsync(world)).Sync!.Certificates[0];

        Assert.Equal((2L, 2L), (run.New, run.Suppressed[SuppressReason.Baseline]));
        Assert.Equal("", await world.InvitedAsync());
    }

    /// <summary>The export was written again, and somebody else stands on the row where the first sync met a record without a key.</summary>
    [Fact]
    public async Task WhoStandsWhereSomebodyWithoutAKeyStoodIsNobodyOfTheFirstSync()
    {
        await using var world = new SyncWorld();
        world.Source.OneFile = true;
        await world.SyncAsync(Row("A"), At(Row("1E+10", "Interview"), "some.csv", 9), Row("B"));
        world.Source.Sets.Add([Page(Row("A"), At(Row("N", "Interview"), "some.csv", 9), Row("B"))]);

        var record = Assert.Single((await RetryAsync(world)).Records);

        Assert.Equal((RetryOutcome.Outdated, "1E+10"), (record.Outcome, record.Key));
        Assert.Contains("written again since", record.Words, StringComparison.Ordinal);
        Assert.Empty(await OpenAsync(world));
        await world.AgainAsync();
        Assert.Equal("N", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoHasNoKeyAndIsMetAgainInANewerExportMayNotBeTheOneOfTheFirstSync()
    {
        await using var world = new SyncWorld();
        world.Source.OneFile = true;
        await world.SyncAsync(Row("A"), At(Row("1E+10", "Interview"), "some.csv", 9), Row("B"));
        await world.SyncAsync(Row("A"), At(Row("1E+10", "Interview"), "some.csv", 9), Row("B"));
        Mend(world, Row("A"), At(Row("00010", "Interview"), "some.csv", 9), Row("B"));

        Assert.Equal(RetryOutcome.Outdated, Assert.Single((await RetryAsync(world)).Records).Outcome);
        Assert.Equal("", await world.InvitedAsync());
    }

    /// <summary>The same damaged key is many people's, so that the first sync has met one of that name proves nothing.</summary>
    [Fact]
    public async Task ADamagedKeyOfTheFirstSyncIsNobodys()
    {
        await using var world = new SyncWorld();
        world.Source.OneFile = true;
        await world.SyncAsync(Row("A"), At(Row("1E+10"), "some.csv", 9), Row("B"));
        await world.SyncAsync(Row("A"), At(Row("1E+10"), "some.csv", 9), At(Row("1E+10", "Interview"), "some.csv", 10), Row("B"));
        Mend(world, Row("A"), At(Row("1E+10"), "some.csv", 9), At(Row("N", "Interview"), "some.csv", 10), Row("B"));

        Assert.Equal([RetryOutcome.StillUnreadable, RetryOutcome.Outdated], (await RetryAsync(world)).Records.Select(r => r.Outcome));
        await world.SyncAsync(Row("A"), At(Row("1E+10"), "some.csv", 9), At(Row("N", "Interview"), "some.csv", 10), Row("B"));
        Assert.Equal("N", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoHasNoKeyIsTakenFromTheNewestExportWhereverItWasMetFirst()
    {
        await using var world = new SyncWorld();
        world.Source.OneFile = true;
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A"), Row("B"), At(Row("1E+10", "Interview"), "some.csv", 9));
        await world.SyncAsync(Row("A"), Row("B"), At(Row("1E+10", "Interview"), "some.csv", 9));
        Mend(world, Row("A"), Row("B"), At(Row("00010", "Interview"), "some.csv", 9));

        Assert.Equal(RetryOutcome.Readable, Assert.Single((await RetryAsync(world)).Records).Outcome);
        Assert.Equal("00010", await world.InvitedAsync());
    }

    [Theory]
    [InlineData("", RetryOutcome.Readable, "00010")]
    [InlineData(" other files", RetryOutcome.StillUnreadable, "")]
    public async Task OfAFeedWhoHasNoKeyIsTakenWhereTheSameFilesAreThere(string version, RetryOutcome outcome, string invited)
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(At(Row("1E+10"), "friday.csv", 4));
        world.Source.Sets[1] = [Page(At(Row("00010", "Interview"), "friday.csv", 4))];
        world.Source.Version = version;

        Assert.Equal(outcome, Assert.Single((await RetryAsync(world)).Records).Outcome);
        Assert.Equal(invited, await world.InvitedAsync());
        Assert.Equal(outcome == RetryOutcome.Readable ? 0 : 1, (await OpenAsync(world)).Count);
    }

    [Fact]
    public async Task ARetryDoesNotMakeASourceLookWellThatCanNotBeRead()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        await world.SyncAsync(Bad("A", "Interview"), Row("B"), Row("C"));
        world.Source.Sets[1] = [Page(Row("A", "Interview"), Row("B"), Row("C"))];
        Assert.True((await world.SyncAsync(Row("C"))).Failed);
        var before = await world.Store.Standing.SourceAsync("acme", Cancellation);

        Assert.Equal(RetryOutcome.Readable, Assert.Single((await RetryAsync(world)).Records).Outcome);

        var after = await world.Store.Standing.SourceAsync("acme", Cancellation);
        Assert.Equal((3L, 2L, 3L, 1L), (after.Failure?.RunId, after.LastGood?.RunId, after.LastRead?.RunId, after.FailedSinceGood));
        Assert.Equal((before.LastGood?.FinishedAt, before.Last?.RunId), (after.LastGood?.FinishedAt, after.Last?.RunId));
        await using var session = await world.Store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
        Assert.Empty(await session.PastAsync(20, Cancellation));
        Assert.Equal(4, (await world.Store.Ledger.RunsAsync("acme", 9, Cancellation))[0].RunId);
    }

    [Fact]
    public async Task TheGuardOfTheRouteCountsARetryToo()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { MaxPerSync = 1 });
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Bad("A", "Interview"), Bad("B", "Interview"), Row("C"));
        Mend(world, Row("A", "Interview"), Row("B", "Interview"), Row("C"));

        var report = await RetryAsync(world);

        Assert.Equal(2, Assert.Single(report.Sync!.Holds).Invites);
        Assert.All(await world.LedgerAsync(), i => Assert.Equal((HoldReason.GuardTripped, report.Sync!.Holds[0].RunId), (i.Delivery.Held, i.GuardRun)));
    }

    [Fact]
    public async Task ASecondRecordOfAnApplicationThatWasReadIsOutOfDate()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview", updated: "2026-11-02"), Row("A", "Applied", updated: "2026-11-01"), Row("B"));

        Assert.Equal(RetryOutcome.Outdated, Assert.Single((await RetryAsync(world)).Records).Outcome);

        Assert.Equal("Interview", (await world.StoryAsync("A")).Application!.Stage);
    }

    [Fact]
    public async Task WithNothingInQuarantineNothingIsRead()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"));
        world.Source.Fault = (0, new InvalidOperationException());

        var report = await RetryAsync(world);

        Assert.Equal((0, null), (report.Records.Count, report.Sync));
    }

    /// <summary>What the last set says now.</summary>
    private static void Mend(SyncWorld world, params SourceRecord[] rows) => world.Source.Sets[^1] = [Page(rows)];

    private static Task<RetryReport> RetryAsync(SyncWorld world, SyncMode mode = SyncMode.Commit, long[]? numbers = null) =>
        new QuarantineRetry(world.Store.Sync, new(world.Routes), world.Time).RunAsync(world.Configured, numbers, new SyncOptions { Mode = mode }, Cancellation);
}
