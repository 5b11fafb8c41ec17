using AtsBridge.Delivery;
using AtsBridge.Ledger;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>What may have been sent again is not sent once more on the same day, whoever asks for it.</summary>
public sealed class ResendTests
{
    public static TheoryData<SinkAct, bool> Wishes => new(
        from act in new[] { SinkAct.Resend, SinkAct.Remind } from known in new[] { true, false } select (act, known));

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task AWishWaitsADayAfterAResendWhoseAnswerCouldNotBePutOnRecord(SinkAct act, bool personIsKnown)
    {
        await using var world = await SentAsync(personIsKnown, "A");
        await AskUnrecordedAsync(world);
        Assert.Null((await world.InviteAsync("A")).Delivery.ResentAt);
        var asked = world.Time.GetUtcNow();

        await WishAsync(world, "A", act);
        await world.DeliverAsync();
        var waiting = (await world.InviteAsync("A")).Delivery;
        world.Time.Advance(DeliveryPolicy.BetweenResends - TimeSpan.FromMinutes(1));
        await world.DeliverAsync();

        Assert.Single(world.Calls);
        Assert.Equal((act, false, asked + DeliveryPolicy.BetweenResends), (waiting.Wish, waiting.WishUnderWay, waiting.NotBefore));

        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.DeliverAllAsync();
        Assert.Equal(2, world.Calls.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheOperatorMustInsistAfterAResendWhoseAnswerCouldNotBePutOnRecord(bool personIsKnown)
    {
        await using var world = await SentAsync(personIsKnown, "A");
        await AskUnrecordedAsync(world);

        var refused = await ResendAsync(world, insist: false);

        Assert.False(refused.Done);
        Assert.Contains("--insist", refused.Words, StringComparison.Ordinal);
        Assert.Single(world.Calls);
        Assert.True((await ResendAsync(world, insist: true)).Done);
        Assert.Equal(2, world.Calls.Count);
    }

    [Fact]
    public async Task AWishOfTheSamePersonsOtherInviteWaitsToo()
    {
        await using var world = await SentAsync(personIsKnown: true, "A", "B");
        var b = await world.InviteAsync("B");
        await world.Store.Ledger.ChangeAsync(b with { Delivery = b.Delivery with { PersonReference = (await world.InviteAsync("A")).Delivery.PersonReference } }, world.Time.GetUtcNow(), DeliveryWorld.Cancellation);
        await AskUnrecordedAsync(world);

        await WishAsync(world, "B", SinkAct.Remind);
        await world.DeliverAsync();

        Assert.Single(world.Calls);
    }

    [Fact]
    public async Task AWishIsNotCarriedOutWhileTheOperatorsRequestIsUnderWay()
    {
        await using var world = await SentAsync(personIsKnown: true, "A");
        await WishAsync(world, "A", SinkAct.Resend);
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs(async _ =>
        {
            world.Calls.Add((world.Time.GetUtcNow(), "again"));
            if (world.Calls.Count == 1)
            {
                await world.DeliverAsync();
            }

            return (ResendResult)new ResendResult.Resent();
        });

        Assert.True((await ResendAsync(world, insist: false)).Done);
        await world.DeliverAllAsync();

        Assert.Single(world.Calls);
        Assert.Null((await world.InviteAsync("A")).Delivery.Wish);
    }

    [Fact]
    public async Task AnOperatorWhomTheHostForestallsIsRefused()
    {
        await using var world = await SentAsync(personIsKnown: true, "A");
        await WishAsync(world, "A", SinkAct.Resend);
        var store = new SlowClaims(world.Store.Delivery, () => { }, beforeBegin: () => world.DeliverAsync());

        var refused = await ResendAsync(world, insist: false, store);

        Assert.Contains("--insist", refused.Words, StringComparison.Ordinal);
        Assert.Single(world.Calls);
        Assert.Equal(refused.Invite!.Delivery.ResentAt, world.Calls[0].At);
    }

    [Fact]
    public async Task WhatCertainlyDidNotReachAnybodyCountsForNothing()
    {
        await using var world = await SentAsync(personIsKnown: true, "A");
        var calls = 0;
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs<ResendResult>(_ =>
            ++calls == 1 ? throw new SinkException(SinkFault.Transient, "no connection") : new ResendResult.Resent());

        Assert.False((await ResendAsync(world, insist: false)).Done);
        Assert.True((await ResendAsync(world, insist: false)).Done);
    }

    public static TheoryData<SinkFault, string> Refusals => new()
    {
        { SinkFault.Unauthorized, "was not sent again: the sink gather is stopped. 401 Change its key, and restart the host or run sync" },
        { SinkFault.RateLimited, "was not sent again: the sink gather has refused for its rate limit (429), and nothing is asked of it before 2026-11-20 09:10:00Z; try again then" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task WhyTheSinkTakesNothingIsSaid(SinkFault fault, string words)
    {
        await using var world = await SentAsync(personIsKnown: true, "A");
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs<ResendResult>(_ =>
            throw new SinkException(fault, "401") { Until = Some.Now.AddMinutes(10) });
        Assert.False((await ResendAsync(world, insist: false)).Done);

        Assert.Equal(words, (await ResendAsync(world, insist: false)).Words);
    }

    [Fact]
    public async Task WhenTheBudgetIsFreeAgainIsSaid()
    {
        await using var world = await SentAsync(personIsKnown: true, "A");
        ((IRateLimited)world.Sink).RateLimits.Returns([new() { Permits = 2, Window = TimeSpan.FromMinutes(7) }]);
        var free = (await world.AttemptsAsync("A"))[0].FinishedAt!.Value.AddMinutes(7);

        Assert.Equal($"was not sent again: the rate budget of the sink gather is used up; the next request is free at {free:u}", (await ResendAsync(world, insist: false)).Words);
    }

    [Fact]
    public async Task OfASinkThatIsPausedJustNowThePauseIsSaid()
    {
        await using var world = await SentAsync(personIsKnown: true, "A");
        var store = new SlowClaims(world.Store.Delivery, () => { }, beforeBegin: () =>
            world.Store.Ledger.PauseAsync(new(PauseScope.Sink, "gather", world.Time.GetUtcNow(), null), DeliveryWorld.Cancellation));

        var refused = await ResendAsync(world, insist: false, store);

        Assert.Equal($"was not sent again: the sink gather is paused since {world.Time.GetUtcNow():u} (atsbridge resume)", refused.Words);
    }

    private static async Task<DeliveryWorld> SentAsync(bool personIsKnown, params string[] keys)
    {
        var world = new DeliveryWorld();
        await world.AddAsync(keys);
        await world.DeliverAllAsync();
        world.Calls.Clear();
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs(_ =>
        {
            world.Calls.Add((world.Time.GetUtcNow(), "again"));
            return new ResendResult.Resent();
        });
        var a = await world.InviteAsync("A");
        if (!personIsKnown)
        {
            Assert.True(await world.Store.Ledger.ChangeAsync(a with { Delivery = a.Delivery with { PersonReference = null } }, world.Time.GetUtcNow(), DeliveryWorld.Cancellation));
        }

        return world;
    }

    private static async Task<ActResult> ResendAsync(DeliveryWorld world, bool insist, IDeliveryStore? store = null) =>
        await new InviteActs(world.Store.Ledger, store ?? world.Store.Delivery, world.Time, world.Clocks)
            .ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist, DeliveryWorld.Cancellation);

    /// <summary>The request is made, and the store can't take its answer: it is busy for too long, or the process dies.</summary>
    private static async Task AskUnrecordedAsync(DeliveryWorld world)
    {
        var store = new SlowClaims(world.Store.Delivery, () => { }, beforeFinish: () => throw new TimeoutException("the store is busy"));
        await Assert.ThrowsAsync<TimeoutException>(() => ResendAsync(world, insist: false, store));
        Assert.Single(world.Calls);
    }

    private static async Task WishAsync(DeliveryWorld world, string key, SinkAct act)
    {
        var invite = await world.InviteAsync(key);
        var (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Ask(world.Time.GetUtcNow(), act), world.Policy);
        Assert.Equal(act, state.Wish);
        Assert.True(await world.Store.Ledger.ChangeAsync(invite with { Delivery = state }, world.Time.GetUtcNow(), DeliveryWorld.Cancellation));
    }
}
