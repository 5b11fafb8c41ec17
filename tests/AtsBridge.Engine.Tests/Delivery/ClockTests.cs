using AtsBridge.Delivery;
using AtsBridge.Ledger;
using CsCheck;
using NSubstitute;

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>A wall clock that somebody sets makes nothing that is in doubt come early, and nobody wait for longer than a clock that runs on.</summary>
public sealed class ClockTests
{
    private static readonly DeliveryPolicy Policy = new();
    private static readonly DateTimeOffset Now = Some.Now;

    private static readonly Gen<InviteState> Doubtful = Gen.Bool.Select(b => b ? InviteState.Sending : InviteState.Ambiguous);

    private static DeliveryState State(InviteState state, DateTimeOffset notBefore) => new() { State = state, NotBefore = notBefore };

    private static TimeSpan Whole(InviteState state) => state == InviteState.Sending ? Policy.Lease : Policy.SettleTime;

    [Theory]
    [InlineData(0, 0, "a", 0.0)]
    [InlineData(60, 60, "a", 0.0)]
    [InlineData(60.9, 60, "a", 0.0)]
    [InlineData(3660, 60, "a", 3600.0)]
    [InlineData(-3540, 60, "a", -3600.0)]
    [InlineData(60, 60, "b", null)]
    [InlineData(60, -1, "a", null)]
    [InlineData(-60, -60, "a", 0.0)]
    public void TheTwoClocksTellByHowMuchOneWasSet(double wall, double steady, string origin, double? by)
    {
        var before = new ClockReading(Now, TimeSpan.FromHours(1), "a");
        var after = new ClockReading(Now.AddSeconds(wall), before.Steady + TimeSpan.FromSeconds(steady), origin);
        Assert.Equal(by is { } seconds ? TimeSpan.FromSeconds(seconds) : null, after.SetBy(before));
    }

    [Fact]
    public void WhatIsInDoubtStillWaitsWhatIsLeftOrTheWholeTimeAgain() =>
        Gen.Select(Doubtful, Gen.Int[-600, 600], Gen.Int[2, 100_000]).Sample((state, left, by) =>
        {
            var set = TimeSpan.FromSeconds(by);
            var time = Now.AddSeconds(left);
            var after = ClockStep.NotBefore(State(state, time), Now + set, set, Policy);
            var still = after!.Value - (Now + set);
            var owed = TimeSpan.FromSeconds(left);
            return still >= (owed < Whole(state) ? owed : Whole(state));
        });

    [Fact]
    public void AClockSetBackMakesNobodyWaitLonger() =>
        Gen.Select(Gen.Enum<InviteState>(), Gen.Int[-600, 3600], Gen.Int[2, 10_000_000]).Sample((state, left, by) =>
        {
            var set = TimeSpan.FromSeconds(-by);
            var after = ClockStep.NotBefore(State(state, Now.AddSeconds(left)), Now + set, set, Policy);
            return after - (Now + set) <= TimeSpan.FromSeconds(left);
        });

    [Fact]
    public void OnAnotherMachineWhatIsInDoubtWaitsTheWholeTimeAndNothingWaitsForYears() =>
        Gen.Select(Gen.Int[0, 3].Select(i => new[] { InviteState.Sending, InviteState.Ambiguous, InviteState.Due, InviteState.Waiting }[i]), Gen.Int[-100_000_000, 100_000_000]).Sample((state, left) =>
        {
            var after = ClockStep.NotBefore(State(state, Now.AddSeconds(left)), Now, null, Policy)!.Value;
            var doubtful = state is InviteState.Sending or InviteState.Ambiguous;
            return (!doubtful || after >= Now + Whole(state)) && after <= Now.AddMinutes(65);
        });

    [Fact]
    public void AnUndoWindowIsAPersonsAndStays()
    {
        var state = State(InviteState.Held, Now.AddDays(20));
        Assert.Equal(Now.AddDays(20), ClockStep.NotBefore(state, Now, null, Policy));
        Assert.Equal(Now.AddDays(20), ClockStep.NotBefore(state, Now.AddHours(1), TimeSpan.FromHours(1), Policy));
        Assert.Null(ClockStep.NotBefore(state with { NotBefore = null }, Now, null, Policy));
    }

    [Fact]
    public async Task AnHourSetForwardDoesNotEndTheSettleTime()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "cut off"));
        world.Finds(new FindResult.Nothing());
        await world.DeliverAsync();

        world.Time.SetBy(TimeSpan.FromHours(1));
        await world.DeliverAsync();
        Assert.Equal("", world.Made);

        world.Time.Advance(world.Policy.SettleTime);
        await world.DeliverAsync();
        Assert.Equal("find A", world.Made);
    }

    [Fact]
    public async Task AnHourSetForwardWhileNoProcessRanDoesNotEitherAndOnAnotherMachineAllOfItIsWaited()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "cut off"));
        world.Finds(new FindResult.Nothing());
        await world.DeliverAsync();

        world.Restart();
        world.Time.SetBy(TimeSpan.FromHours(1));
        await world.DeliverAsync();
        world.Restart();
        world.ClockOrigin = "another machine";
        world.Time.Advance(world.Policy.SettleTime - TimeSpan.FromSeconds(1));
        await world.DeliverAsync();
        world.Time.Advance(world.Policy.SettleTime - TimeSpan.FromSeconds(1));
        await world.DeliverAsync();
        Assert.Equal("", world.Made);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.DeliverAsync();
        Assert.Equal("find A", world.Made);
    }

    [Fact]
    public async Task AYearSetBackKeepsNobodyWaiting()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () => new SinkException(SinkFault.Transient, "unreachable"));
        await world.DeliverAsync();

        world.Time.SetBy(TimeSpan.FromDays(-365));
        world.Time.Advance(DeliveryPolicy.Backoff(1));
        await world.DeliverAllAsync();
        Assert.Equal("person A, invite A", world.Made);
    }

    [Fact]
    public async Task AClockSetBackBetweenTheClaimAndTheRequestDoesNotLengthenTheLease()
    {
        await using var world = new DeliveryWorld { Policy = new() { Concurrency = 1 } };
        await world.AddAsync("A");
        var store = new SlowClaims(world.Store.Delivery, () =>
        {
            world.Time.Advance(world.Policy.Lease);
            world.Time.SetBy(-world.Policy.Lease);
        });
        var delivery = new InviteDelivery(store, world.Time, world.Clocks);

        await delivery.DeliverDueAsync(world.Configured, null, DeliveryWorld.Cancellation);
        Assert.Equal("", world.Made);
        Assert.Equal(InviteState.Waiting, (await world.InviteAsync("A")).Delivery.State);
    }

    /// <summary>Found by the simulation: the answer's time was moved along with the times of before the setting, and the settle time was over at once.</summary>
    [Fact]
    public async Task WhatIsAnsweredAfterTheClockWasSetBackStillWaitsTheWholeTime()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Finds(new FindResult.Nothing());
        world.FailFirst(1, () =>
        {
            world.Time.SetBy(TimeSpan.FromHours(-2));
            return new SinkException(SinkFault.Ambiguous, "cut off");
        });
        await world.DeliverAsync();

        world.Time.Advance(world.Policy.SettleTime - TimeSpan.FromSeconds(1));
        await world.DeliverAsync();
        Assert.Equal("", world.Made);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.DeliverAsync();
        Assert.Equal("find A", world.Made);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task AnAnswerThatIsPutOnRecordWhileAnotherWorkerSeesTheClockSetStillWaitsTheWholeTimeAndNoLonger(int hours)
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Finds(new FindResult.Nothing());
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "cut off"));
        var store = new SlowClaims(world.Store.Delivery, () => { }, async () =>
        {
            world.Time.SetBy(TimeSpan.FromHours(hours));
            await world.DeliverAsync();
        });
        await new InviteDelivery(store, world.Time, world.Clocks).DeliverDueAsync(world.Configured, null, DeliveryWorld.Cancellation);

        world.Time.Advance(world.Policy.SettleTime - TimeSpan.FromSeconds(1));
        await world.DeliverAsync();
        Assert.Equal("", world.Made);

        world.Time.Advance(TimeSpan.FromSeconds(1) + world.Policy.SettleTime);
        await world.DeliverAsync();
        Assert.Equal("find A", world.Made);
    }

    [Fact]
    public async Task ACommandBesideTheHostGoesByTheHostsReading()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "cut off"));
        await world.DeliverAsync();
        var due = (await world.InviteAsync("A")).Delivery.NotBefore;

        world.Time.SetBy(TimeSpan.FromHours(3));
        var reading = await world.Store.Delivery.CheckClockAsync(
            "gather", new(world.Time.GetUtcNow(), world.Time.GetElapsedTime(0), world.ClockOrigin), beside: true, world.Policy, DeliveryWorld.Cancellation);

        Assert.Equal((Some.Now, due), (reading.Wall, (await world.InviteAsync("A")).Delivery.NotBefore));
    }

    /// <summary>Its request would stand on record at a time that no rate window reaches back to.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task ACommandWhoseReadingWasReplacedBeforeItsRequestMakesNone(int hours)
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        await world.DeliverAsync();
        var store = new SlowClaims(world.Store.Delivery, () => { }, beforeBegin: async () =>
        {
            world.Time.SetBy(TimeSpan.FromHours(hours));
            await world.DeliverAsync();
        });
        using var clocks = new DeliveryClocks(store, world.Time, world.ClockOrigin, beside: true);
        var acts = new InviteActs(world.Store.Ledger, store, world.Time, clocks);

        var result = await acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: true, DeliveryWorld.Cancellation);

        Assert.False(result.Done);
        await world.Sink.DidNotReceiveWithAnyArgs().ResendAsync(default!, default!, TestContext.Current.CancellationToken);
        var attempt = (await world.Store.Ledger.AttemptsAsync(result.Invite!.Id, DeliveryWorld.Cancellation)).Single(a => a.Kind == AttemptKind.Resend);
        Assert.Equal((AttemptOutcome.NotCarriedOut, world.Time.GetUtcNow()), (attempt.Outcome, attempt.FinishedAt));
    }

    [Fact]
    public async Task WhenTheNextIsDueIsToldByTheWallClock()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.FailFirst(1, () =>
        {
            world.Time.SetBy(TimeSpan.FromHours(-2));
            return new SinkException(SinkFault.Ambiguous, "cut off");
        });

        var store = new SlowClaims(world.Store.Delivery, () => { }, () =>
        {
            world.Time.SetBy(TimeSpan.FromHours(-1));
            return Task.CompletedTask;
        });
        var summary = await new InviteDelivery(store, world.Time, world.Clocks).DeliverDueAsync(world.Configured, null, DeliveryWorld.Cancellation);

        Assert.Equal(world.Time.GetUtcNow() + world.Policy.SettleTime, summary.NextAt);
    }
}
