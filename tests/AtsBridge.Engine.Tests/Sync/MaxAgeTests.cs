using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>What happened longer ago than a route's MaxAge invites nobody, as far as the source says when it happened.</summary>
public sealed class MaxAgeTests
{
    private static readonly Route Week = Some.Route() with { MaxAge = TimeSpan.FromDays(7) };

    // It is 2026-11-20 09:00, and each sync takes a minute.
    [Theory]
    [InlineData("2026-11-13T09:00:00Z", null, false)]
    [InlineData("2026-11-13T09:01:00Z", null, true)]
    [InlineData(null, "2026-11-13T09:00:00Z", false)]
    [InlineData(null, "2026-11-13T09:01:00Z", true)]
    [InlineData("2026-11-19", "2026-10-01", true)]
    [InlineData("2026-10-01", "2026-11-19", false)]
    [InlineData("2027-01-01", null, true)]
    [InlineData("soon", null, true)]
    [InlineData(null, null, true)]
    public async Task WhoMovesOrAppearsIsAsOldAsTheSourceSays(string? entered, string? updated, bool invited)
    {
        await using var world = new SyncWorld(SourceContents.Full, Week);
        await world.SyncAsync(Row("A"), Row("B"));

        var report = await world.SyncAsync(
            Row("A", "Interview") with { StageEnteredAt = entered, UpdatedAt = updated }, Row("B"), Row("N", "Interview") with { StageEnteredAt = entered, UpdatedAt = updated });

        Assert.Equal(invited ? "A N" : "", await world.InvitedAsync());
        Assert.Equal(invited ? 0 : 2, report.Certificates[0].Suppressed.GetValueOrDefault(SuppressReason.TooOld));
    }

    /// <summary>The stage was entered long ago; what happened now is that the status came back.</summary>
    [Theory]
    [InlineData("2026-11-19", true)]
    [InlineData("2026-10-01", false)]
    [InlineData(null, true)]
    public async Task WhoBecomesActiveIsAsOldAsTheLastUpdate(string? updated, bool invited)
    {
        await using var world = new SyncWorld(SourceContents.Full, Week);
        await world.SyncAsync(Row("A", "Interview", "on hold"), Row("B"));

        await world.SyncAsync(Row("A", "Interview") with { StageEnteredAt = "2026-10-01", UpdatedAt = updated }, Row("B"));

        Assert.Equal(invited ? "A" : "", await world.InvitedAsync());
    }

    [Fact]
    public async Task ItIsOnRecordWithTheDayAndStaysSo()
    {
        await using var world = new SyncWorld(SourceContents.Full, Week);
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview", updated: "2026-10-01"), Row("B"));
        await world.SyncAsync(Row("A", "Interview", updated: "2026-11-20"), Row("B"));

        var last = (await world.StoryAsync("A")).Transitions[^1];
        Assert.Equal((SuppressReason.TooOld, "it happened 2026-10-01 00:00:00Z"), (last.Suppressed, last.Detail));
        Assert.Equal("", await world.InvitedAsync());
    }

    [Theory]
    [InlineData(SourceContents.Full)]
    [InlineData(SourceContents.Changes)]
    public async Task ANewRouteThatInvitesThoseWhoStandThereAsksForTheirAgeToo(SourceContents contents)
    {
        await using var world = new SyncWorld(contents, Some.Route("other", "Nowhere"));
        SourceRecord[] rows = [Row("A", "Interview", updated: "2026-10-01"), Row("B", "Interview", updated: "2026-11-19"), Row("C", "Interview")];
        await world.SyncAsync(rows);
        world.Routes = [Week with { FirstSync = FirstSync.Invite }];

        var report = await world.SyncAsync([.. rows, Row("D")]);

        Assert.Equal("B C", await world.InvitedAsync());
        Assert.Equal(1, report.Certificates[0].Suppressed[SuppressReason.TooOld]);
    }

    [Fact]
    public async Task ABackfillIsForThoseWhoHaveStoodThereForLong()
    {
        await using var world = new SyncWorld(SourceContents.Full, Week);
        await world.SyncAsync(Row("A", "Interview", updated: "2026-10-01"));

        await new Backfill(world.Store.Sync, new(world.Routes), world.Time).RunAsync(world.Configured, Week, null, SyncMode.Commit, Cancellation);

        Assert.Equal("A", await world.InvitedAsync());
    }
}
