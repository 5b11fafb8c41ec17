using AtsBridge.Delivery;
using AtsBridge.Ledger;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>What an operator does by hand.</summary>
public sealed class InviteActsTests
{
    [Fact]
    public async Task WhatIsCancelledBeforeTheSendIsNeverSent()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");

        Assert.True((await world.Acts.CancelAsync((await world.InviteAsync("A")).Id, DeliveryWorld.Cancellation)).Done);
        await world.DeliverAllAsync();

        Assert.Empty(world.Calls);
        Assert.Equal((InviteState.Cancelled, "cancelled by the operator"), ((await world.InviteAsync("A")).Delivery.State, (await world.InviteAsync("A")).Delivery.Reason));
    }

    [Theory]
    [InlineData(false, InviteState.Cancelled)]
    [InlineData(true, InviteState.Sent)]
    public async Task WhatMayHaveBeenSentIsCancelledOnceItIsKnownThatItWasNot(bool sent, InviteState end)
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        var calls = 0;
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(async call =>
            ++calls == 2 ? throw new SinkException(SinkFault.Ambiguous, "cut off") : await world.Create(call.Arg<InviteRequest>()));
        world.Finds(sent ? new FindResult.Invite(new("i-1"), new(InviteProgress.Sent, "sent")) : new FindResult.Nothing());
        await world.DeliverAsync();

        Assert.True((await world.Acts.CancelAsync((await world.InviteAsync("A")).Id, DeliveryWorld.Cancellation)).Done);
        Assert.False((await world.Acts.CancelAsync((await world.InviteAsync("A")).Id, DeliveryWorld.Cancellation)).Done);
        await world.DeliverAllAsync();

        Assert.Equal(2, calls);
        Assert.Equal(end, (await world.InviteAsync("A")).Delivery.State);
    }

    [Fact]
    public async Task AResendThatAPauseDelaysIsNotMade()
    {
        await using var world = await SentAsync();
        var store = new SlowClaims(world.Store.Delivery, () => world.Time.Advance(world.Policy.Lease));
        var acts = new InviteActs(world.Store.Ledger, store, world.Time, world.Clocks);

        var result = await acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: false, DeliveryWorld.Cancellation);

        await world.Sink.DidNotReceiveWithAnyArgs().ResendAsync(default!, default!, default);
        Assert.Equal((false, "was not sent again: this machine was too slow; try again"), (result.Done, result.Words));
    }

    [Fact]
    public async Task WhatWasSentCanNotBeCancelled()
    {
        await using var world = await SentAsync();

        var result = await world.Acts.CancelAsync((await world.InviteAsync("A")).Id, DeliveryWorld.Cancellation);

        Assert.Equal((false, "is Sent and can't be cancelled"), (result.Done, result.Words));
    }

    [Fact]
    public async Task WhatWasRefusedIsTriedAgainOnDemandOnly()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(new CreateResult.Rejected("email", "is not deliverable"));
        await world.DeliverAllAsync();
        Assert.Equal("email: is not deliverable", (await world.InviteAsync("A")).Delivery.Reason);

        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(call => world.Create(call.Arg<InviteRequest>()));
        await world.DeliverAllAsync();
        Assert.Empty(world.Calls);
        Assert.True((await world.Acts.RetryAsync((await world.InviteAsync("A")).Id, DeliveryWorld.Cancellation)).Done);
        await world.DeliverAllAsync();

        Assert.Equal("person A, invite A", world.Made);
    }

    [Fact]
    public async Task WhatCanNotBeProvenIsLookedUpBeforeItIsTriedAgain()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "cut off"));
        world.Finds(new FindResult.Unclear("two of that name"));
        await world.DeliverAllAsync();
        Assert.Equal(InviteState.NeedsReview, (await world.InviteAsync("A")).Delivery.State);

        world.Finds(new FindResult.Nothing());
        Assert.True((await world.Acts.RetryAsync((await world.InviteAsync("A")).Id, DeliveryWorld.Cancellation)).Done);
        await world.DeliverAllAsync();

        Assert.Equal("find A, find A, find A, person A, invite A", world.Made);
    }

    [Fact]
    public async Task OnlyWhatIsHeldIsReleased()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");

        Assert.False((await world.Acts.ReleaseAsync((await world.InviteAsync("A")).Id, DeliveryWorld.Cancellation)).Done);
        Assert.Equal("does not exist: atsbridge invites list shows those that do", (await world.Acts.ReleaseAsync(77, DeliveryWorld.Cancellation)).Words);
    }

    [Fact]
    public async Task AResendIsOneRequestOnRecord()
    {
        await using var world = await SentAsync();
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs(new ResendResult.Resent());

        Assert.True((await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: false, DeliveryWorld.Cancellation)).Done);

        await world.Sink.Received(1).ResendAsync(new("i-acme:A:engineering"), Arg.Any<IReadOnlyList<DeliveryChannel>>(), Arg.Any<CancellationToken>());
        Assert.Equal((AttemptKind.Resend, AttemptOutcome.Done), ((await world.AttemptsAsync("A"))[^1].Kind, (await world.AttemptsAsync("A"))[^1].Outcome));
    }

    public static TheoryData<Exception, AttemptOutcome> Faults() => new()
    {
        { new SinkException(SinkFault.Ambiguous, "cut off"), AttemptOutcome.Unknown },
        { new SinkException(SinkFault.Transient, "refused"), AttemptOutcome.NotCarriedOut },
        { new SinkException(SinkFault.RateLimited, "429"), AttemptOutcome.RateLimited },
        { new SinkException(SinkFault.Unauthorized, "401"), AttemptOutcome.Unauthorized },
        { new InvalidOperationException("x"), AttemptOutcome.Unknown },
        { new TaskCanceledException("x"), AttemptOutcome.Unknown },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AResendThatFailsIsOnRecordAndNotRepeated(Exception fault, AttemptOutcome outcome)
    {
        await using var world = await SentAsync();
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs<ResendResult>(_ => throw fault);

        Assert.False((await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: false, DeliveryWorld.Cancellation)).Done);
        await world.DeliverAllAsync();

        await world.Sink.ReceivedWithAnyArgs(1).ResendAsync(default!, default!, default);
        Assert.Equal(outcome, (await world.AttemptsAsync("A"))[^1].Outcome);
    }

    [Fact]
    public async Task AResendKeepsTheBudget()
    {
        await using var world = await SentAsync();
        ((IRateLimited)world.Sink).RateLimits.Returns([new() { Permits = 2, Window = TimeSpan.FromMinutes(1) }]);

        Assert.False((await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: false, DeliveryWorld.Cancellation)).Done);

        await world.Sink.DidNotReceiveWithAnyArgs().ResendAsync(default!, default!, default);
    }

    [Fact]
    public async Task WhatWasNotSentIsNotSentAgain()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");

        Assert.False((await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: false, DeliveryWorld.Cancellation)).Done);

        await world.Sink.DidNotReceiveWithAnyArgs().ResendAsync(default!, default!, default);
    }

    private static async Task<DeliveryWorld> SentAsync()
    {
        var world = new DeliveryWorld();
        await world.AddAsync("A");
        await world.DeliverAllAsync();
        return world;
    }
}
