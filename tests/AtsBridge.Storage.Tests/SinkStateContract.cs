using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must keep of a sink as a whole: its clock, its limits, and whether a person has paused it.</summary>
public abstract class SinkStateContract
{
    private static readonly DeliveryPolicy Policy = new();
    private static readonly RateLimit Limit = new() { Permits = 10, Window = TimeSpan.FromMinutes(1) };

    protected abstract AtsBridgeStore Store { get; }

    protected abstract Task RestartAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<Claim> ClaimAsync(DateTimeOffset now) => Store.Delivery.ClaimAsync(
        "gather", now, [Limit], Policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(now), Policy), Cancellation);

    private async Task<Claim.Work> WorkAsync(DateTimeOffset now) => Assert.IsType<Claim.Work>(await ClaimAsync(now));

    private async Task<DateTimeOffset?> NotBeforeAsync(long id) => (await Store.Ledger.FindAsync(id, Cancellation))!.Delivery.NotBefore;

    private Task CheckAsync(DateTimeOffset wall, double steadyMinutes, string origin = "one start") =>
        Store.Delivery.CheckClockAsync("gather", new(wall, TimeSpan.FromMinutes(steadyMinutes), origin), beside: false, Policy, Cancellation);

    [Fact]
    public async Task AClockThatWasSetForwardMovesLeasesAndWindowsAlong()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2")));
        await CheckAsync(World.Start, 0);
        var first = await WorkAsync(World.Start);
        var second = await WorkAsync(World.Start);
        await Store.Delivery.FinishAttemptAsync(first.AttemptId, AttemptOutcome.Unknown, null, first.Invite with { Delivery = DeliveryStep.Step(first.Invite.Delivery, new DeliveryEvent.OutcomeUnknown(World.Start, "cut"), Policy).State }, World.Start, Cancellation);
        await RestartAsync();

        // The second may still be under way, by whatever process: until its lease is over all goes by the old reading.
        var set = World.Start.AddHours(5);
        await CheckAsync(set, 0);
        Assert.Equal(World.Start + Policy.SettleTime, await NotBeforeAsync(first.Invite.Id));
        await CheckAsync(set.AddMinutes(2), 2);
        Assert.Equal(set + Policy.SettleTime, await NotBeforeAsync(first.Invite.Id));
        Assert.Equal(set + Policy.Lease, await NotBeforeAsync(second.Invite.Id));
        Assert.Equal([set, set], (await Store.Ledger.AttemptsAsync(first.Invite.Id, Cancellation)).Concat(await Store.Ledger.AttemptsAsync(second.Invite.Id, Cancellation)).Select(a => a.StartedAt));

        await CheckAsync(set.AddMinutes(3), 3);
        Assert.Equal(set + Policy.SettleTime, await NotBeforeAsync(first.Invite.Id));
        Assert.True(await Store.Delivery.FinishAttemptAsync(second.AttemptId, AttemptOutcome.Done, null, second.Invite with { Delivery = second.Invite.Delivery with { State = InviteState.Sent, NotBefore = null, InviteReference = "i" } }, set, Cancellation));
    }

    [Fact]
    public async Task AClockThatWasSetBackKeepsNobodyWaitingAndFreesNoPermit()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1", World.Start.AddMinutes(10))));
        await CheckAsync(World.Start, 0);
        for (var i = 0; i < Limit.Permits; i++)
        {
            var attempt = await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, World.Start, [Limit], Policy, Cancellation);
            await Store.Delivery.FinishPageAsync(attempt!.Value, AttemptOutcome.Done, null, [], World.Start, Cancellation);
        }

        await Store.Delivery.LimitAsync("gather", World.Start.AddMinutes(3), Cancellation);
        var set = World.Start.AddDays(-100);
        await CheckAsync(set, 0);
        Assert.Equal(set.AddMinutes(10), await NotBeforeAsync(1));
        Assert.Null(await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, set.AddSeconds(59), [Limit], Policy, Cancellation));
        Assert.IsType<Claim.NoBudget>(await ClaimAsync(set.AddMinutes(3).AddMilliseconds(-1)));
        Assert.IsType<Claim.NothingDue>(await ClaimAsync(set.AddMinutes(3)));
        await WorkAsync(set.AddMinutes(10));
    }

    /// <summary>Found by the simulation: a host moved all times along while a command had a request under way, and its answer counted nowhere.</summary>
    [Fact]
    public async Task AnAnswerThatWasOnItsWayWhenTheClockWasSetCountsInItsWindow()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        await CheckAsync(World.Start, 0);
        var one = Limit with { Permits = 1 };
        var attempt = await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Resend, World.Start, [one], Policy, Cancellation);

        var set = World.Start.AddHours(5);
        await CheckAsync(set.AddSeconds(3), 0.05);
        await Store.Delivery.FinishPageAsync(attempt!.Value, AttemptOutcome.Done, null, [], World.Start.AddSeconds(6), Cancellation);
        await CheckAsync(set.AddSeconds(9), 0.15);

        Assert.Null(await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, set.AddSeconds(66).AddMilliseconds(-1), [one], Policy, Cancellation));
        Assert.NotNull(await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, set.AddSeconds(66), [one], Policy, Cancellation));
    }

    [Fact]
    public async Task AfterAnotherStartOfTheMachineNothingCountsThatLiesAhead()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1", World.Start.AddYears(1))));
        await CheckAsync(World.Start.AddYears(1), 0);
        var work = await WorkAsync(World.Start.AddYears(1));
        await Store.Delivery.LimitAsync("gather", World.Start.AddYears(1).AddMinutes(30), Cancellation);

        await CheckAsync(World.Start, 0, "another start");
        Assert.Equal(World.Start + Policy.Lease, await NotBeforeAsync(work.Invite.Id));
        Assert.Equal(World.Start, (await Store.Ledger.AttemptsAsync(work.Invite.Id, Cancellation))[0].StartedAt);
        Assert.Equal(World.Start.AddMinutes(65), Assert.IsType<Claim.NoBudget>(await ClaimAsync(World.Start)).Until);
    }

    /// <summary>Found by the simulation: a clock set forward and a power failure together gave the whole budget a second time.</summary>
    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(5)]
    public async Task AfterAnotherStartOfTheMachineThePermitsAreAsIfNoTimeHadPassed(int seconds)
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        await CheckAsync(World.Start, 0);
        for (var i = 0; i < Limit.Permits; i++)
        {
            await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, World.Start.AddSeconds(i), [Limit], Policy, Cancellation);
        }

        var set = World.Start.AddSeconds(seconds);
        await CheckAsync(set, 0, "another start");
        // The newest began now and the first nine seconds ago; none of them ever ended.
        var free = set.AddSeconds(1 - Limit.Permits) + Policy.Lease + Limit.Window;
        Assert.Null(await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, free.AddMilliseconds(-1), [Limit], Policy, Cancellation));
        Assert.NotNull(await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, free, [Limit], Policy, Cancellation));
    }

    /// <summary>Found by the simulation: the sink was let go while the answer that had stopped it was on its way to the store.</summary>
    [Fact]
    public async Task AnInviteThatIsHeldForASinkWhichWasLetGoMeanwhileIsDue()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var work = await WorkAsync(World.Start);
        await Store.Delivery.SetStoppedAsync("gather", "401", World.Start, Cancellation);
        await Store.Delivery.SetStoppedAsync("gather", null, World.Start, Cancellation);

        var held = work.Invite with { Delivery = DeliveryStep.Step(work.Invite.Delivery, new DeliveryEvent.KeyRefused(World.Start), Policy).State };
        Assert.True(await Store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Unauthorized, "401", held, World.Start, Cancellation));

        Assert.Equal(InviteState.Due, (await Store.Ledger.FindAsync(work.Invite.Id, Cancellation))!.Delivery.State);
        await WorkAsync(World.Start);
    }

    [Fact]
    public async Task ARefusalOfTheSinkHoldsEverythingUntilThenAndOverARestart()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var until = World.Start.AddMinutes(20);
        await Store.Delivery.LimitAsync("gather", until, Cancellation);
        await Store.Delivery.LimitAsync("gather", World.Start.AddMinutes(5), Cancellation);
        await RestartAsync();
        Assert.Equal(until, Assert.IsType<Claim.NoBudget>(await ClaimAsync(World.Start.AddMinutes(19))).Until);
        Assert.Null(await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, World.Start.AddMinutes(19), [], Policy, Cancellation));
        await WorkAsync(until);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(7, true)]
    [InlineData(0, true)]
    public async Task WhereTheSinkCountsMoreThanWeDoSomebodyElseUsesTheKey(int remaining, bool limited)
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2")), World.Sealed("3", World.Invite("3")));
        var answered = await WorkAsync(World.Start);
        await Store.Delivery.FinishAttemptAsync(answered.AttemptId, AttemptOutcome.Done, null, answered.Invite with { Delivery = answered.Invite.Delivery with { State = InviteState.Sent, NotBefore = null, InviteReference = "i" } }, World.Start, Cancellation);
        await WorkAsync(World.Start);

        var reset = World.Start.AddSeconds(40);
        await Store.Delivery.ReportAsync("gather", new(remaining, reset), World.Start, [Limit], Policy, Cancellation);
        var claim = await ClaimAsync(World.Start.AddSeconds(39));
        Assert.Equal(limited ? reset : null, (claim as Claim.NoBudget)?.Until);
        Assert.Equal(!limited, claim is Claim.Work);
    }

    [Fact]
    public async Task APausedSinkIsAskedForNothingAndGoesOnWhereItWas()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var pause = new Pause(PauseScope.Sink, "gather", World.Start, "month's end");
        Assert.True(await Store.Ledger.PauseAsync(pause, Cancellation));
        Assert.False(await Store.Ledger.PauseAsync(pause with { Reason = "again" }, Cancellation));
        await RestartAsync();
        Assert.Equal([pause], await Store.Ledger.PausesAsync(Cancellation));
        Assert.Equal(World.Start, Assert.IsType<Claim.Paused>(await ClaimAsync(World.Start.AddDays(1))).Since);
        Assert.Null(await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, World.Start.AddDays(1), [], Policy, Cancellation));

        Assert.True(await Store.Ledger.ResumeAsync(PauseScope.Sink, "gather", Cancellation));
        Assert.False(await Store.Ledger.ResumeAsync(PauseScope.Sink, "gather", Cancellation));
        await WorkAsync(World.Start.AddDays(1));
    }

    [Fact]
    public async Task OfAPausedRouteOnlyWhatIsInDoubtIsLookedInto()
    {
        var doubtful = World.Invite("2") with { Delivery = new() { State = InviteState.Ambiguous, NotBefore = World.Start.AddMinutes(1) } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2", doubtful));
        var route = World.Invite("1").Route;
        await Store.Ledger.PauseAsync(new(PauseScope.Route, route, World.Start, null), Cancellation);
        Assert.Equal(World.Start.AddMinutes(1), Assert.IsType<Claim.NothingDue>(await ClaimAsync(World.Start)).NextAt);
        Assert.Equal((DeliveryEffect.LookUp, "2"), ((await WorkAsync(World.Start.AddMinutes(1))).Effect, doubtful.ApplicationKey));

        await Store.Ledger.ResumeAsync(PauseScope.Route, route, Cancellation);
        Assert.Equal("1", (await WorkAsync(World.Start.AddMinutes(1))).Invite.ApplicationKey);
    }
}
