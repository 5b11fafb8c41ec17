using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>The deliberate act of inviting people who are in the stage already.</summary>
public sealed class BackfillTests
{
    [Fact]
    public async Task ThoseWhoStandInTheStageAreInvitedOnce()
    {
        await using var world = await StandingAsync();

        Assert.Equal(4, (await RunAsync(world, SyncMode.Plan)).Count);
        Assert.Empty(await world.LedgerAsync());
        var decided = await RunAsync(world, SyncMode.Commit);
        await RunAsync(world, SyncMode.Commit);

        Assert.Equal("C A", await world.InvitedAsync());
        Assert.All(await world.LedgerAsync(), i => Assert.True(i.Backfill));
        Assert.Equal(
            [SuppressReason.AlreadyInvited, SuppressReason.NotActive],
            decided.Select(d => d.Decision.Suppressed).OfType<SuppressReason>().Order());
    }

    [Fact]
    public async Task NoMoreThanAskedForAreInvited()
    {
        await using var world = await StandingAsync();

        await RunAsync(world, SyncMode.Commit, most: 1);

        // Who has waited longest comes first.
        Assert.Equal("C", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoIsInvitedByABackfillIsNotInvitedByASync()
    {
        await using var world = await StandingAsync();
        await RunAsync(world, SyncMode.Commit);

        await world.SyncAsync(Row("A", candidate: "P"), Row("B", candidate: "P"), Row("C"), Row("D"), Row("E"));
        Assert.Equal("", await world.InvitedAsync());
        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", candidate: "P"), Row("C"), Row("D"), Row("E"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task LiveInvitesGoFirst()
    {
        await using var world = await StandingAsync();
        await RunAsync(world, SyncMode.Commit);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.SyncAsync(
            Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"), Row("C", "Interview") with { StageEnteredAt = "2026-01-01" },
            Row("D", "Interview", "rejected"), Row("E", "Interview"));

        var work = Assert.IsType<AtsBridge.Delivery.Claim.Work>(await world.ClaimAsync());

        Assert.Equal("E", work.Invite.ApplicationKey);
    }

    private static async Task<SyncWorld> StandingAsync()
    {
        var world = new SyncWorld();
        await world.SyncAsync(
            Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"), Row("C", "Interview") with { StageEnteredAt = "2026-01-01" },
            Row("D", "Interview", "rejected"), Row("E"));
        return world;
    }

    private static Task<IReadOnlyList<DecidedApplication>> RunAsync(SyncWorld world, SyncMode mode, int? most = null) =>
        new Backfill(world.Store.Sync, new RouteTable(world.Routes), world.Time).RunAsync(world.Configured, world.Routes[0], most, mode, Cancellation);
}
