using AtsBridge.Delivery;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

public sealed class StatusRefreshTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task WhatMovedIsOnRecordAndNotAskedForAgainAtOnce()
    {
        await using var world = await SentAsync("A", "B");
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs(call =>
            new InviteStatus(call.Arg<InviteReference>().Id.Contains(":A:", StringComparison.Ordinal) ? InviteProgress.Completed : InviteProgress.Sent, "word"));

        Assert.Equal((2, 1), await RefreshAsync(world));
        Assert.Equal((0, 0), await RefreshAsync(world));

        Assert.Equal(InviteState.Completed, (await world.InviteAsync("A")).Delivery.State);
        Assert.Equal(AttemptKind.Status, (await world.AttemptsAsync("A"))[^1].Kind);
    }

    [Fact]
    public async Task ItTakesHalfOfTheBudgetAtMost()
    {
        await using var world = await SentAsync("A", "B", "C", "D");
        ((IRateLimited)world.Sink).RateLimits.Returns([new() { Permits = 5, Window = TimeSpan.FromMinutes(1) }]);
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs(new InviteStatus(InviteProgress.Sent, "word"));

        Assert.Equal((2, 0), await RefreshAsync(world));
    }

    public static TheoryData<Exception> Faults() =>
        [new InvalidOperationException("x"), new TaskCanceledException("x"), new SinkException(SinkFault.Transient, "x"), new SinkException(SinkFault.Ambiguous, "x")];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task OneThatFailsStandsInNobodysWay(Exception fault)
    {
        await using var world = await SentAsync("A", "B");
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs(call =>
            call.Arg<InviteReference>().Id.Contains(":A:", StringComparison.Ordinal) ? throw fault : new InviteStatus(InviteProgress.Completed, "word"));

        Assert.Equal((1, 0), await RefreshAsync(world, most: 1));
        Assert.Equal((1, 1), await RefreshAsync(world, most: 1));

        Assert.Equal(InviteState.Sent, (await world.InviteAsync("A")).Delivery.State);
        Assert.NotEqual(AttemptOutcome.Open, (await world.AttemptsAsync("A"))[^1].Outcome);
    }

    [Theory]
    [InlineData(SinkFault.Unauthorized, true)]
    [InlineData(SinkFault.RateLimited, false)]
    public async Task WhatIsEverybodysEndsTheRound(SinkFault fault, bool stops)
    {
        await using var world = await SentAsync("A", "B");
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs<InviteStatus?>(_ => throw new SinkException(fault, "no"));

        Assert.Equal((1, 0), await RefreshAsync(world));

        Assert.Equal(stops ? "no" : null, await world.Store.Ledger.StoppedAsync("gather", DeliveryWorld.Cancellation));
        Assert.Equal((0, 0), await RefreshAsync(world));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((stops ? 0 : 1, 0), await RefreshAsync(world));
    }

    [Fact]
    public async Task AnAnswerThatNeverComesIsGivenUp()
    {
        await using var world = await SentAsync("A");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs<Task<InviteStatus?>>(async call =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, world.Time, call.Arg<CancellationToken>());
            return null;
        });

        var round = RefreshAsync(world);
        await asked.Task;
        world.Time.Advance(world.Policy.AttemptTimeout);

        Assert.Equal((1, 0), await round.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, DeliveryWorld.Cancellation));
        Assert.StartsWith("no answer within", (await world.AttemptsAsync("A"))[^1].Detail, StringComparison.Ordinal);
    }

    /// <summary>Found by the simulation: the budget counted the request where it had been put on record, and let one too many through.</summary>
    [Fact]
    public async Task AQuestionThatAPauseDelaysIsNotAsked()
    {
        await using var world = await SentAsync("A", "B");
        var store = new SlowClaims(world.Store.Delivery, () => world.Time.Advance(world.Policy.Lease));

        await new StatusRefresh(store, world.Store.Statuses, world.Clocks).RefreshAsync(world.Configured, Hour, 100, DeliveryWorld.Cancellation);

        await world.Sink.DidNotReceiveWithAnyArgs().GetStatusAsync(default!, default);
        Assert.Equal(AttemptOutcome.NotCarriedOut, (await world.AttemptsAsync("A"))[^1].Outcome);
    }

    private static Task<(int Asked, int Moved)> RefreshAsync(DeliveryWorld world, int most = 100) =>
        new StatusRefresh(world.Store.Delivery, world.Store.Statuses, world.Clocks).RefreshAsync(world.Configured, Hour, most, DeliveryWorld.Cancellation);

    private static async Task<DeliveryWorld> SentAsync(params string[] keys)
    {
        var world = new DeliveryWorld();
        await world.AddAsync(keys);
        await world.DeliverAllAsync();
        world.Time.Advance(2 * Hour);
        return world;
    }
}
