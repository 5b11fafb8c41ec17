using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must know of how things stand.</summary>
public abstract class StandingStoreContract
{
    private static readonly DeliveryPolicy Policy = new();

    protected abstract AtsBridgeStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfASourceThatWasNeverReadNothingIsKnown()
    {
        var facts = await Store.Standing.SourceAsync("acme", Cancellation);

        Assert.Equal((null, null, null, null, 0L), (facts.Last, facts.LastGood, facts.Failure, facts.FirstRunAt, facts.FailedSinceGood));
    }

    [Fact]
    public async Task ASourceFailsUntilARunIsGoodAgainAndAStopInBetweenChangesNothing()
    {
        await RunAsync(RunOutcome.Succeeded, 0);
        await RunAsync(RunOutcome.Failed, 1);
        await RunAsync(RunOutcome.Failed, 2);
        await RunAsync(RunOutcome.Interrupted, 3);
        await RunAsync(RunOutcome.Failed, 4, source: "other");
        var failing = await Store.Standing.SourceAsync("acme", Cancellation);
        Assert.Equal(
            (RunOutcome.Interrupted, 1L, 3L, 2L, World.Start),
            (failing.Last!.Outcome, failing.LastGood!.RunId, failing.Failure!.RunId, failing.FailedSinceGood, failing.FirstRunAt));
        Assert.Equal(("it broke", 7L), (failing.Failure.Reason, failing.LastRead!.Quarantined));

        await RunAsync(RunOutcome.NothingNew, 5);
        var good = await Store.Standing.SourceAsync("acme", Cancellation);
        Assert.Equal((RunOutcome.NothingNew, RunOutcome.NothingNew, null, 0L), (good.Last!.Outcome, good.LastGood!.Outcome, good.Failure, good.FailedSinceGood));
    }

    [Fact]
    public async Task ARunThatIsUnderWayIsKnownSinceWhen()
    {
        await using var session = await Store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation);
        await session.BeginRunAsync(World.Start, Cancellation);

        var facts = await Store.Standing.SourceAsync("acme", Cancellation);

        Assert.Equal((World.Start, null), (facts.RunningSince, facts.Last));
    }

    [Fact]
    public async Task WhatIsDueIsCountedLiveAndBackfillAndTheOldestComesFirst()
    {
        await World.SealAsync(
            Store.Sync, RunOutcome.Succeeded,
            World.Sealed("1", World.Invite("1")),
            World.Sealed("2", World.Invite("2", World.Start.AddMinutes(-5), backfill: true)),
            World.Sealed("3", World.Invite("3", World.Start.AddMinutes(5))),
            World.Sealed("4", World.Invite("4") with { Delivery = new() { State = InviteState.Ambiguous, NotBefore = World.Start } }),
            World.Sealed("5", World.Invite("5") with { Route = "support" }),
            World.Sealed("6", World.Invite("6") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.GuardTripped } }),
            World.Sealed("7", World.Invite("7") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.UndoWindow, NotBefore = World.Start.AddMinutes(1) } }));

        var facts = await SinkAsync(World.Start);
        Assert.Equal((4, World.Start.AddMinutes(-5)), (facts.Due, facts.OldestDueAt));
        Assert.Equal([(InviteState.Held, 2L), (InviteState.Due, 4L), (InviteState.Ambiguous, 1L)], facts.Invites.OrderBy(i => i.Key).Select(i => (i.Key, i.Value)));
        Assert.Equal([(HoldReason.UndoWindow, 1L), (HoldReason.GuardTripped, 1L)], facts.Held.OrderBy(i => i.Key).Select(i => (i.Key, i.Value)));
        Assert.Equal(2, await Store.Standing.DueOfRouteAsync("gather", "engineering", World.Start, Cancellation));
        Assert.Equal(1, await Store.Standing.DueOfRouteAsync("gather", "support", World.Start, Cancellation));

        var other = await Store.Standing.SinkAsync("other", World.Start, [], Policy, Cancellation);
        Assert.Equal((0, null, 0), (other.Due, other.OldestDueAt, other.Invites.Count));
    }

    [Fact]
    public async Task WhatIsUnfinishedIsKnownSinkBySinkWhateverTheConfigurationHas()
    {
        var states = Enum.GetValues<InviteState>();
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, [
            .. states.Select((s, n) => World.Sealed($"{n}", World.Invite($"{n}") with { Sink = "old", Delivery = new() { State = s } })),
            World.Sealed("more", World.Invite("more") with { Sink = "old" }),
            World.Sealed("here", World.Invite("here")),
            World.Sealed("done", World.Invite("done") with { Sink = "finished", Delivery = new() { State = InviteState.Sent } }),
        ]);

        var unfinished = (await Store.Standing.UnfinishedAsync(Cancellation)).OrderBy(u => u.Sink, StringComparer.Ordinal).ToList();

        Assert.Equal([("gather", 1L), ("old", 8L)], unfinished.Select(u => (u.Sink, u.Count)));
        Assert.Equal(
            "1 Held, 2 Due, 1 Sending, 1 Waiting, 1 Ambiguous, 1 Rejected, 1 NeedsReview",
            string.Join(", ", unfinished[1].Invites.OrderBy(i => i.Key).Select(i => $"{i.Value} {i.Key}")));
    }

    /// <summary>It would say that something is overdue which nothing may send yet.</summary>
    [Fact]
    public async Task WhatAwaitsTheEndOfItsPassIsNotDue()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Running, World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2", backfill: true)));

        var facts = await SinkAsync(World.Start);

        Assert.Equal((0, null, 2L), (facts.Due, facts.OldestDueAt, facts.Invites[InviteState.Due]));
        Assert.Equal(0, await Store.Standing.DueOfRouteAsync("gather", "engineering", World.Start, Cancellation));
    }

    [Fact]
    public async Task TheBudgetIsToldLimitByLimitWithTheMomentOfTheNextPermit()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1", World.Start.AddDays(1))));
        RateLimit[] limits = [new() { Permits = 2, Window = TimeSpan.FromMinutes(1) }, new() { Permits = 10, Window = TimeSpan.FromHours(1) }];
        var invite = (await Store.Ledger.FindAsync(1, Cancellation))!;
        for (var i = 0; i < 2; i++)
        {
            var attempt = await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, World.Start, limits, Policy, Cancellation);
            await Store.Delivery.FinishAttemptAsync(attempt!.Value, AttemptOutcome.Done, null, invite, World.Start.AddSeconds(i), Cancellation);
        }

        Assert.Equal([(0L, World.Start.AddMinutes(1)), (8L, null)], (await SinkAsync(World.Start.AddSeconds(2), limits)).Budgets.Select(b => (b.Left, b.NextAt)));
        Assert.Equal([(1L, null), (8L, null)], (await SinkAsync(World.Start.AddMinutes(1), limits)).Budgets.Select(b => (b.Left, (DateTimeOffset?)b.NextAt)));
    }

    [Fact]
    public async Task ASinkIsStoppedOrLimitedSinceAndUntilAMoment()
    {
        await Store.Delivery.SetStoppedAsync("gather", "the key was refused", World.Start, Cancellation);
        await Store.Delivery.LimitAsync("gather", World.Start.AddMinutes(10), Cancellation);
        var facts = await SinkAsync(World.Start.AddMinutes(9));
        Assert.Equal(("the key was refused", World.Start, World.Start.AddMinutes(10)), (facts.StoppedReason, facts.StoppedSince, facts.LimitedUntil));

        await Store.Delivery.SetStoppedAsync("gather", null, World.Start, Cancellation);
        var later = await SinkAsync(World.Start.AddMinutes(10));
        Assert.Equal((null, null, null), (later.StoppedReason, later.StoppedSince, later.LimitedUntil));
    }

    [Fact]
    public async Task WebhooksOfTheLastDayAreCountedThatCameAndThatDidNot()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", Sent("1")), World.Sealed("2", Sent("2")));
        var silent = (await Store.Ledger.FindAsync(1, Cancellation))!;
        await Store.Statuses.ExpectAsync(silent, new(InviteProgress.Completed, "Completed", At: World.Start), promised: true, World.Start, Cancellation);
        Assert.Equal(1, (await Store.Statuses.CloseAsync("gather", World.Start.AddDays(-9), World.Start.AddSeconds(1), Cancellation)).Lost);
        await Store.Statuses.ReceiveAsync("gather", "d-2", [new("status_changed", new("i-2"), InviteProgress.Completed, "Completed", World.Start)], World.Start, Cancellation);
        await Store.Statuses.WorkOffAsync("gather", World.Start, (state, _) => (state with { State = InviteState.Completed }, WebhookState.Moved), 10, Cancellation);

        Assert.Equal((1L, 1L), await CountedAsync(World.Start.AddHours(24)));
        Assert.Equal((0L, 0L), await CountedAsync(World.Start.AddHours(24).AddMilliseconds(1)));

        static Invite Sent(string key) =>
            World.Invite(key) with { Delivery = new() { State = InviteState.Sent, InviteReference = $"i-{key}", StatusAt = World.Start.AddDays(-9) } };

        async Task<(long Came, long Lost)> CountedAsync(DateTimeOffset now) =>
            await SinkAsync(now) is var facts ? (facts.WebhooksCame, facts.WebhooksLost) : default;
    }

    private Task<SinkFacts> SinkAsync(DateTimeOffset now, params RateLimit[] limits) => Store.Standing.SinkAsync("gather", now, limits, Policy, Cancellation);

    private async Task RunAsync(RunOutcome outcome, int minute, string source = "acme")
    {
        await using var session = await Store.Sync.OpenAsync(source, SyncMode.Commit, Cancellation);
        var at = World.Start.AddMinutes(minute);
        var run = await session.BeginRunAsync(at, Cancellation);
        await session.EndRunAsync(
            World.Certificate(run, outcome) with
            {
                Source = source, StartedAt = at, FinishedAt = at, Reason = outcome == RunOutcome.Failed ? "it broke" : null, Quarantined = outcome == RunOutcome.Failed ? 7 : 1,
            },
            [], Cancellation);
    }
}
