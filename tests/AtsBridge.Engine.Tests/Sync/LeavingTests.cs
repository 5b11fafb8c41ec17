using AtsBridge.Delivery;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>What becomes of unsent invites whose application leaves, vanishes and returns.</summary>
public sealed class LeavingTests
{
    [Theory]
    [InlineData("Rejected by us", "Active")]
    [InlineData("Interview", "rejected")]
    public async Task LeavingBeforeTheSendCancels(string stage, string status)
    {
        await using var world = await InvitedWorldAsync();

        var report = await world.SyncAsync(Row("A", stage, status), Row("B"));

        Assert.Equal(1, report.Certificates[0].Cancelled);
        Assert.Equal(InviteState.Cancelled, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    [Fact]
    public async Task LeavingAfterTheSendChangesNothing()
    {
        await using var world = await InvitedWorldAsync();
        await world.SendAllAsync();

        await world.SyncAsync(Row("A", "Offer"), Row("B"));

        Assert.Equal(InviteState.Sent, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoLeavesFreesThePersonForAnotherApplicationInTheSameRun(bool leaverFirst)
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", candidate: "P"), Row("B", candidate: "P"));
        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", candidate: "P"));
        Assert.Equal("A", await world.InvitedAsync());

        SourceRecord[] rows = [Row("A", "Withdrawn", candidate: "P"), Row("B", "Interview", candidate: "P")];
        await world.SyncAsync(leaverFirst ? rows : [.. rows.Reverse()]);

        Assert.Equal("B", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoVanishesIsCancelledAndOwedTheInviteOnReturning()
    {
        await using var world = await InvitedWorldAsync();

        Assert.Equal(1, (await world.SyncAsync(Row("B"), Row("C"))).Certificates[0].Cancelled);
        Assert.Equal("", await world.InvitedAsync());
        await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoWasOnlyLeftOutOnceIsNotInvited()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        var gone = await world.SyncAsync(Row("B"), Row("C"));
        var back = await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        Assert.Equal(1, gone.Certificates[0].Vanished);
        Assert.Equal((1, 0), (back.Certificates[0].Changed, back.Certificates[0].Transitions));
        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoWasSentOneBeforeVanishingIsSentNoOther()
    {
        await using var world = await InvitedWorldAsync();
        await world.SendAllAsync();

        await world.SyncAsync(Row("B"), Row("C"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        Assert.Equal(InviteState.Sent, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    [Fact]
    public async Task WhoReturnsInTheStageFromElsewhereIsInvited()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        await world.SyncAsync(Row("B"), Row("C"));

        await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task WhoLeavesInTheMiddleOfARequestIsCancelledOnceItIsKnownThatNothingWasSent()
    {
        await using var world = await InvitedWorldAsync();
        await AmbiguousAsync(world);

        await world.SyncAsync(Row("A", "Offer"), Row("B"));
        await LookInVainAsync(world);

        Assert.Equal(InviteState.Cancelled, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    [Fact]
    public async Task WhoVanishesInTheMiddleOfARequestIsOwedTheInviteOnReturning()
    {
        await using var world = await InvitedWorldAsync();
        await AmbiguousAsync(world);
        await world.SyncAsync(Row("B"), Row("C"));
        await LookInVainAsync(world);
        Assert.Equal(InviteState.Cancelled, Assert.Single(await world.LedgerAsync()).Delivery.State);

        await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoReturnsBeforeItIsKnownWhetherAnythingWasSentKeepsTheInvite(bool vanishing)
    {
        await using var world = await InvitedWorldAsync();
        await AmbiguousAsync(world);
        await world.SyncAsync(vanishing ? [Row("B"), Row("C")] : [Row("A", "Offer"), Row("B"), Row("C")]);
        await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        await LookInVainAsync(world);
        await world.SendAllAsync();

        Assert.Equal(InviteState.Sent, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    private static async Task<SyncWorld> InvitedWorldAsync()
    {
        var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"));
        Assert.Equal("A", await world.InvitedAsync());
        return world;
    }

    private static async Task AmbiguousAsync(SyncWorld world)
    {
        var work = Assert.IsType<Claim.Work>(await world.ClaimAsync());
        await world.FinishAsync(work, new DeliveryEvent.OutcomeUnknown(world.Time.GetUtcNow(), "cut off"));
    }

    private static async Task LookInVainAsync(SyncWorld world)
    {
        for (var i = 0; i < 2; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(10));
            var work = Assert.IsType<Claim.Work>(await world.ClaimAsync());
            Assert.Equal(DeliveryEffect.LookUp, work.Effect);
            await world.FinishAsync(work, new DeliveryEvent.FoundNothing(world.Time.GetUtcNow()));
        }
    }

    /// <summary>Also where something else of them has changed in the same set, which is no move.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("202-555-0143")]
    public async Task WhoWaitedBehindAnotherApplicationIsInvitedWhenThatOneLeavesUnsent(string? phone)
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", candidate: "P"), Row("B", candidate: "P"), Row("C", "Interview", candidate: "P"));
        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"), Row("C", "Interview", candidate: "P"));
        Assert.Equal("A", await world.InvitedAsync());

        var report = await world.SyncAsync(Row("A", "Offer", candidate: "P"), Row("B", "Interview", candidate: "P") with { Phone = phone }, Row("C", "Interview", candidate: "P"));

        // C stands there since the baseline and waited behind nobody.
        Assert.Equal("B", await world.InvitedAsync());
        Assert.Equal((1, 1), (report.Certificates[0].Cancelled, report.Certificates[0].Invited));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACorrectedAddressReachesAnInviteThatIsNotSent(bool rejected)
    {
        await using var world = await InvitedWorldAsync();
        if (rejected)
        {
            await world.FinishAsync((Claim.Work)await world.ClaimAsync(), new DeliveryEvent.Refused(Some.Now, "email", "is not an address"));
        }

        await world.SyncAsync(Row("A", "Interview", email: "corrected@example.com"), Row("B"));

        var invite = Assert.Single(await world.LedgerAsync());
        Assert.Equal((rejected ? InviteState.Rejected : InviteState.Due, "corrected@example.com"), (invite.Delivery.State, invite.Request.Email));
    }

    [Fact]
    public async Task WhoLeavesWhileTheInviteIsRejectedIsCancelled()
    {
        await using var world = await InvitedWorldAsync();
        await world.FinishAsync((Claim.Work)await world.ClaimAsync(), new DeliveryEvent.Refused(Some.Now, "email", "is not an address"));

        await world.SyncAsync(Row("A", "Offer"), Row("B"));

        Assert.Equal(InviteState.Cancelled, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    [Fact]
    public async Task WhatAnOperatorCancelledIsNotOwedBecauseOfAnOlderVanishing()
    {
        await using var world = await InvitedWorldAsync();
        SourceRecord[] there = [Row("A", "Interview"), Row("B"), Row("C")];
        SourceRecord[] away = [Row("B"), Row("C")];
        await world.SyncAsync(away);
        await world.SyncAsync(there);
        var owed = (await world.LedgerAsync())[^1];
        Assert.True((await world.Acts.CancelAsync(owed.Id, Cancellation)).Done);

        await world.SyncAsync(away);
        await world.SyncAsync(there);

        Assert.Equal("", await world.InvitedAsync());
    }
}
