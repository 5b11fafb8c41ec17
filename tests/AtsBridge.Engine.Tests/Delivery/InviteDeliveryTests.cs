using System.Collections.Concurrent;
using AtsBridge.Delivery;
using AtsBridge.Routing;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>The shell around the state machine, with the real store.</summary>
public sealed class InviteDeliveryTests
{
    [Fact]
    public async Task EveryRequestIsOnRecordBeforeItIsMade()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        var seen = new List<(InviteState, int, AttemptOutcome)>();
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(async call =>
        {
            var attempts = await world.AttemptsAsync("A");
            seen.Add(((await world.InviteAsync("A")).Delivery.State, attempts.Count, attempts[^1].Outcome));
            return await world.Create(call.Arg<InviteRequest>());
        });

        var summary = await world.DeliverAsync();

        Assert.Equal([(InviteState.Sending, 1, AttemptOutcome.Open), (InviteState.Sending, 2, AttemptOutcome.Open)], seen);
        Assert.Equal((1, 2, null), (summary.Sent, summary.Requests, summary.NextAt));
        Assert.All(await world.AttemptsAsync("A"), a => Assert.Equal(AttemptOutcome.Done, a.Outcome));
        Assert.Equal((InviteState.Sent, "i-acme:A:engineering"), ((await world.InviteAsync("A")).Delivery.State, (await world.InviteAsync("A")).Delivery.InviteReference));
    }

    /// <summary>The store rounds up to whole milliseconds: within one, what is due at once looks due later.</summary>
    [Fact]
    public async Task WhatTheStoreRoundsUpIsWaitedForAndNotLeftToTheNextRound()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Time.Advance(TimeSpan.FromMicroseconds(1_400));
        world.Time.PassesAlone = TimeSpan.FromMilliseconds(1);

        var summary = await world.DeliverAsync();

        Assert.Equal((1, 2), (summary.Sent, summary.Requests));
    }

    [Fact]
    public async Task WhatMayHaveBeenCarriedOutIsLookedUpTwiceBeforeItIsMadeAgain()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Finds(new FindResult.Nothing());
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "502"));

        await world.DeliverAllAsync();

        Assert.Equal("find A, find A, person A, invite A", world.Made);
        Assert.True(world.Calls[0].At >= Some.Now + world.Policy.SettleTime);
        Assert.True(world.Calls[1].At >= world.Calls[0].At + world.Policy.BetweenLookUps);
    }

    [Fact]
    public async Task WhatTheLookUpFindsIsNotCreatedAgain()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Finds(new FindResult.Person("p-1"));
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "cut off"), butCarriesOut: true);

        await world.DeliverAllAsync();

        Assert.Equal("person A, find A, invite A", world.Made);
        Assert.Equal(InviteState.Sent, (await world.InviteAsync("A")).Delivery.State);
    }

    [Fact]
    public async Task WithoutALookUpWhatMayHaveBeenSentWaitsForAPerson()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        var blind = Substitute.For<IInviteSink>();
        blind.CreateAsync(default!, default).ReturnsForAnyArgs<CreateResult>(_ => throw new SinkException(SinkFault.Ambiguous, "cut off"));
        var sink = new ConfiguredSink("gather", blind, world.Policy);

        for (var i = 0; i < 20; i++)
        {
            await new InviteDelivery(world.Store.Delivery, world.Time, world.Clocks).DeliverDueAsync(sink, null, DeliveryWorld.Cancellation);
            world.Time.Advance(TimeSpan.FromHours(1));
        }

        await blind.ReceivedWithAnyArgs(1).CreateAsync(default!, default);
        Assert.Equal(InviteState.NeedsReview, (await world.InviteAsync("A")).Delivery.State);
    }

    public static TheoryData<Exception> Odd() =>
        [new InvalidOperationException("x"), new TaskCanceledException("x"), new HttpRequestException("x"), new TimeoutException("x"), new NullReferenceException()];

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task WhateverAnAdapterThrowsIsAnUnknownOutcome(Exception fault)
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () => fault);

        await world.DeliverAsync();

        Assert.Equal((InviteState.Ambiguous, Some.Now + world.Policy.SettleTime), ((await world.InviteAsync("A")).Delivery.State, (await world.InviteAsync("A")).Delivery.NotBefore));
        Assert.Equal(AttemptOutcome.Unknown, Assert.Single(await world.AttemptsAsync("A")).Outcome);
    }

    [Fact]
    public async Task WhatWasProvablyNotCarriedOutIsMadeAgainWithoutALookUp()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Finds(new FindResult.Nothing());
        world.FailFirst(2, () => new SinkException(SinkFault.Transient, "connection refused"));

        await world.DeliverAllAsync();

        Assert.Equal("person A, invite A", world.Made);
        Assert.Equal(Some.Now.AddSeconds(15 + 45), world.Calls[0].At);
    }

    [Fact]
    public async Task ARefusedKeyStopsTheSinkUntilItIsLetGo()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A", "B", "C");
        world.FailFirst(1, () => new SinkException(SinkFault.Unauthorized, "401"));

        var stopped = await world.DeliverAllAsync();

        Assert.Equal(("401", 1), (stopped.Stopped, stopped.Requests));
        Assert.Equal((InviteState.Held, HoldReason.SinkStopped), ((await world.InviteAsync("A")).Delivery.State, (await world.InviteAsync("A")).Delivery.Held));
        Assert.Empty(world.Calls);

        await world.Store.Delivery.SetStoppedAsync("gather", null, world.Time.GetUtcNow(), DeliveryWorld.Cancellation);
        await world.DeliverAllAsync();
        Assert.All(await world.InvitesAsync(), i => Assert.Equal(InviteState.Sent, i.Delivery.State));
    }

    [Fact]
    public async Task NoRollingWindowHoldsMoreRequestsThanTheLimit()
    {
        await using var world = new DeliveryWorld();
        ((IRateLimited)world.Sink).RateLimits.Returns([new() { Permits = 3, Window = TimeSpan.FromMinutes(1) }, new() { Permits = 8, Window = TimeSpan.FromMinutes(10) }]);
        world.Policy = world.Policy with { Concurrency = 3 };
        await world.AddAsync("A", "B", "C", "D", "E");

        Assert.True((await world.DeliverAsync()).OutOfBudget);
        await world.DeliverAllAsync();

        Assert.Equal(10, world.Calls.Count);
        Assert.All(world.Calls, c => Assert.True(world.Calls.Count(o => o.At > c.At - TimeSpan.FromMinutes(1) && o.At <= c.At) <= 3));
        Assert.All(world.Calls, c => Assert.True(world.Calls.Count(o => o.At > c.At - TimeSpan.FromMinutes(10) && o.At <= c.At) <= 8));
        // Nearly all of it is used: eight in the first two minutes, the last two when the long window lets them.
        Assert.InRange(world.Calls.Max(c => c.At) - Some.Now, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task ARateLimitOfTheSinkIsWaitedOut()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () => new SinkException(SinkFault.RateLimited, "429") { Until = Some.Now.AddMinutes(7) });

        await world.DeliverAllAsync();

        Assert.Equal(Some.Now.AddMinutes(7), world.Calls[0].At);
    }

    [Fact]
    public async Task WhereSomebodyElseUsesUpTheLimitTheRoundEndsInsteadOfAskingForEveryInvite()
    {
        await using var world = new DeliveryWorld();
        world.FailFirst(100, () => new SinkException(SinkFault.RateLimited, "429") { Until = Some.Now.AddMinutes(7) });
        await world.AddAsync("A", "B", "C");

        var round = await world.DeliverAsync();

        Assert.Equal((1, true, Some.Now.AddMinutes(7)), (round.Requests, round.OutOfBudget, round.NextAt));
    }

    [Fact]
    public async Task BeingToldToStopKeepsTheAnswerOfTheRequestUnderWayAndStartsNoOther()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A", "B");
        using var stop = new CancellationTokenSource();
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(async call =>
        {
            await stop.CancelAsync();
            Assert.False(call.Arg<CancellationToken>().IsCancellationRequested);
            return await world.Create(call.Arg<InviteRequest>());
        });

        var summary = await world.DeliverAsync(stop.Token);

        Assert.Equal(1, summary.Requests);
        Assert.Equal("person A", world.Made);
        Assert.Equal("p-acme:C-A", (await world.InviteAsync("A")).Delivery.PersonReference);
    }

    [Fact]
    public async Task ARequestThatHangsIsGivenUpAfterItsTimeout()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs<Task<CreateResult>>(async call =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, world.Time, call.Arg<CancellationToken>());
            throw new InvalidOperationException("never");
        });

        var round = world.DeliverAsync();
        await asked.Task;
        world.Time.Advance(world.Policy.AttemptTimeout);
        await round.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, DeliveryWorld.Cancellation);

        Assert.Equal((InviteState.Ambiguous, "no answer within 30 seconds"), ((await world.InviteAsync("A")).Delivery.State, (await world.InviteAsync("A")).Delivery.Reason));
    }

    [Fact]
    public async Task WithTooLittleOfTheLeaseLeftNothingIsSent()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        var store = Substitute.For<IDeliveryStore>();
        var claims = 0;
        store.ClaimAsync(default!, default, default!, default!, default!, default).ReturnsForAnyArgs(async call =>
        {
            var claim = claims++ > 0 ? new Claim.NothingDue(null) : await world.Store.Delivery.ClaimAsync(
                call.Arg<string>(), call.Arg<DateTimeOffset>(), [], world.Policy, call.Arg<Func<DeliveryState, (DeliveryState, DeliveryEffect)>>(), DeliveryWorld.Cancellation);
            world.Time.Advance(world.Policy.Lease - world.Policy.AttemptTimeout + TimeSpan.FromMilliseconds(1));
            return claim;
        });

        await new InviteDelivery(store, world.Time, world.Clocks).DeliverDueAsync(world.Configured, null, DeliveryWorld.Cancellation);

        await world.Sink.DidNotReceiveWithAnyArgs().CreateAsync(default!, default);
        await store.ReceivedWithAnyArgs(1).FinishAttemptAsync(default, AttemptOutcome.NotCarriedOut, default, default!, default, default);
    }

    [Fact]
    public async Task ManyWorkersSendEveryInviteOnce()
    {
        await using var world = new DeliveryWorld { Policy = new() { Concurrency = 8 } };
        await world.AddAsync([.. Enumerable.Range(0, 25).Select(i => $"A{i:00}")]);
        var under = 0;
        var most = 0;
        var per = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(async call =>
        {
            var request = call.Arg<InviteRequest>();
            lock (per)
            {
                most = Math.Max(most, ++under);
            }

            Assert.Equal(1, per.AddOrUpdate(request.Reference + request.PersonReference, 1, (_, n) => n + 1));
            await Task.Yield();
            lock (per)
            {
                under--;
            }

            return await world.Create(request);
        });

        var summary = await world.DeliverAsync();

        Assert.Equal((25, 50), (summary.Sent, summary.Requests));
        Assert.InRange(most, 1, 8);
        Assert.Equal(50, world.Calls.Select(c => c.What).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task AnAnswerThatCouldNotBeWrittenIsLookedUpAndNotSentAgain()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        await world.DeliverAsync();
        await world.AddAsync("B");
        var store = Substitute.For<IDeliveryStore>();
        store.ClaimAsync(default!, default, default!, default!, default!, default).ReturnsForAnyArgs(call => world.Store.Delivery.ClaimAsync(
            call.Arg<string>(), call.Arg<DateTimeOffset>(), [], world.Policy, call.Arg<Func<DeliveryState, (DeliveryState, DeliveryEffect)>>(), DeliveryWorld.Cancellation));
        store.FinishAttemptAsync(default, default, default, default!, default, default).ReturnsForAnyArgs<bool>(_ => throw new IOException("disk full"));
        store.FinishAndClaimAsync(default!, default, default!, default!, default!, default).ReturnsForAnyArgs<(bool, Claim)>(_ => throw new IOException("disk full"));

        await Assert.ThrowsAsync<IOException>(() => new InviteDelivery(store, world.Time, world.Clocks).DeliverDueAsync(world.Configured, null, DeliveryWorld.Cancellation));
        world.Finds(new FindResult.Person("p-B"));
        await world.DeliverAllAsync();
        if ((await world.InviteAsync("B")).Delivery.NotBefore is { } due)
        {
            world.Time.Advance(due - world.Time.GetUtcNow());
            await world.DeliverAllAsync();
        }

        Assert.Equal("person A, invite A, person B, find B, invite B", world.Made);
    }
}
