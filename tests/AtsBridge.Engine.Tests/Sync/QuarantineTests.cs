using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>How records get out of quarantine by themselves, and whom that invites.</summary>
public sealed class QuarantineTests
{
    [Fact]
    public async Task WhatCanBeReadNextTimeIsOut()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Bad("A", "Interview"), Row("B"));
        Assert.Equal("A", Assert.Single(await OpenAsync(world)).Record.Key);

        await world.SyncAsync(Row("A", "Interview"), Row("B"));

        Assert.Empty(await OpenAsync(world));
        Assert.Equal(QuarantineEnd.Read, Assert.Single(await world.Store.Ledger.QuarantineAsync("acme", 9, Cancellation)).End);
        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task ANewerSetTakesThePlaceOfWhatItDoesNotNameAndOpensWhatItMeetsAgain()
    {
        await using var world = new SyncWorld();
        var (monday, tuesday) = (At(Row("1E+10"), "monday.csv", 7), At(Row("1E+10"), "tuesday.csv", 9));
        await world.SyncAsync(Row("A"), monday);
        await world.SyncAsync(Row("A"), monday);
        Assert.Equal(["monday.csv row 7"], (await OpenAsync(world)).Select(q => q.Record.Position.ToString()));

        await world.SyncAsync(Row("A"), tuesday);
        Assert.Equal(["tuesday.csv row 9"], (await OpenAsync(world)).Select(q => q.Record.Position.ToString()));
        Assert.Equal([null, QuarantineEnd.Outdated], (await world.Store.Ledger.QuarantineAsync("acme", 9, Cancellation)).Select(q => q.End));

        await world.SyncAsync(Row("A"), monday);
        Assert.Equal(["monday.csv row 7"], (await OpenAsync(world)).Select(q => q.Record.Position.ToString()));
        Assert.Equal(4, (await OpenAsync(world))[0].RunId);
    }

    [Fact]
    public async Task InAFeedOnlyWhoIsReadIsOut()
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Bad("A", "Interview"), Bad("B", "Interview"), At(Row("1E+10"), "some.csv", 8));

        await world.SyncAsync([Page(Row("C")), Page(Row("B", "Interview")), Page(Row("D"))]);

        Assert.Equal(["1E+10", "A"], (await OpenAsync(world)).Select(q => q.Record.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>A key that a spreadsheet has rounded may be anybody's; who is missing beside it may be the one, and has not vanished.</summary>
    [Theory]
    [InlineData("1.2E+10", 0)]
    [InlineData("   ", 0)]
    [InlineData(" A ", 1)]
    public async Task ARejectedRecordWhoseKeyCantBeBelievedIsAnybodys(string key, int vanished)
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"), Row("D"), Row("E"));

        var report = await world.SyncAsync([Page(Row("A"), Row("B"), Row("C"), Row("D")) with { Rejected = [new(new("some.csv", 5), null, "Too many cells.", key)] }]);

        Assert.Equal(vanished, report.Certificates[0].Vanished);
    }

    [Fact]
    public async Task ASetThatFailsEndsNothing()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        await world.SyncAsync(Row("A"), Row("B"), Bad("C", "Interview"));

        Assert.True((await world.SyncAsync(Row("C", "Interview"))).Failed);

        Assert.Single(await OpenAsync(world));
    }

    /// <summary>A first sync sends nothing: not to those either whom only a mended configuration makes readable.</summary>
    [Theory]
    [InlineData(SourceContents.Full)]
    [InlineData(SourceContents.Changes)]
    public async Task WhoWasInQuarantineAtTheFirstSyncWasThere(SourceContents contents)
    {
        await using var world = new SyncWorld(contents);
        await world.SyncAsync(At(Bad("A", "Interview"), "monday.csv", 2), Row("B"));
        // Still not mended, and the export has another name.
        await world.SyncAsync(At(Bad("A", "Interview"), "tuesday.csv", 2), At(Bad("N", "Interview"), "tuesday.csv", 3), Row("B"));

        var report = await world.SyncAsync(Row("A", "Interview"), Row("N", "Interview"), Row("B"));

        Assert.Equal("N", await world.InvitedAsync());
        Assert.Equal(1, report.Certificates[0].Suppressed[SuppressReason.Baseline]);

        await world.SyncAsync(Row("A", "Offer"), Row("N", "Interview"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("N", "Interview"), Row("B"));
        Assert.Equal("N A", await world.InvitedAsync());
    }

    internal static SourceRecord Bad(string id, string stage) => At(Row(id, stage, email: "x@example.com; y@example.com"), "some.csv", 100 + id[0]);

    internal static SourceRecord At(SourceRecord record, string file, long row) => record with { Position = new(file, row) };

    internal static Task<IReadOnlyList<QuarantinedRecord>> OpenAsync(SyncWorld world) => world.Store.Ledger.OpenQuarantineAsync("acme", 99, Cancellation);
}
