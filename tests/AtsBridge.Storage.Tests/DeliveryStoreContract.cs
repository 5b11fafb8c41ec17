using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must do for delivery.</summary>
public abstract class DeliveryStoreContract
{
    internal static readonly DeliveryPolicy Policy = new();

    protected abstract AtsBridgeStore Store { get; }

    protected abstract Task RestartAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal Task<Claim> ClaimAsync(DateTimeOffset now, params RateLimit[] limits) => Store.Delivery.ClaimAsync(
        "gather", now, limits, Policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(now), Policy), Cancellation);

    internal async Task<Claim.Work> WorkAsync(DateTimeOffset now, params RateLimit[] limits) =>
        Assert.IsType<Claim.Work>(await ClaimAsync(now, limits));

    [Fact]
    public async Task AnInviteIsClaimedOnceAndComesBackWhenItsLeaseHasRunOut()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var work = await WorkAsync(World.Start);
        Assert.Equal((DeliveryEffect.CreatePerson, InviteState.Sending), (work.Effect, work.Invite.Delivery.State));
        Assert.Equal(World.Start + Policy.Lease, work.LeaseEndsAt);
        Assert.Equal(World.Start + Policy.Lease, Assert.IsType<Claim.NothingDue>(await ClaimAsync(World.Start)).NextAt);

        var nothing = Assert.IsType<Claim.NothingDue>(await ClaimAsync(work.LeaseEndsAt));
        Assert.Equal(work.LeaseEndsAt + Policy.SettleTime, nothing.NextAt);
        Assert.Equal(InviteState.Ambiguous, (await Store.Ledger.FindAsync(work.Invite.Id, Cancellation))!.Delivery.State);
    }

    [Fact]
    public async Task WhatEndedAndWhatIsNextAreWrittenTogetherOrNotAtAll()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1", World.Start.AddMinutes(-2))), World.Sealed("2", World.Invite("2", World.Start.AddMinutes(-1))));
        var work = await WorkAsync(World.Start);
        var at = World.Start.AddSeconds(1);
        var known = DeliveryStep.Step(work.Invite.Delivery, new DeliveryEvent.PersonKnown(at, "p-1"), Policy).State;
        var ended = new EndedAttempt(work.AttemptId, AttemptOutcome.Done, "person p-1", work.Invite with { Delivery = known }, at);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Delivery.FinishAndClaimAsync(
            ended, at, [], Policy, _ => throw new InvalidOperationException("the search fails"), Cancellation));
        Assert.Null(Assert.Single(await Store.Ledger.AttemptsAsync(work.Invite.Id, Cancellation)).FinishedAt);
        Assert.Equal(InviteState.Sending, (await Store.Ledger.FindAsync(work.Invite.Id, Cancellation))!.Delivery.State);

        // The answer counts in the budget of the very search that comes with it.
        var (written, full) = await Store.Delivery.FinishAndClaimAsync(
            ended, at, [new() { Permits = 1, Window = TimeSpan.FromMinutes(1) }], Policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(at), Policy), Cancellation);
        Assert.True(written);
        Assert.Equal(at.AddMinutes(1), Assert.IsType<Claim.NoBudget>(full).Until);
        Assert.Equal((at, AttemptOutcome.Done), Assert.Single(await Store.Ledger.AttemptsAsync(work.Invite.Id, Cancellation)) is { FinishedAt: { } end, Outcome: var outcome } ? (end, outcome) : default);

        // Said again, by whoever does not know that it took effect: fenced off, and the search goes on.
        var (again, next) = await Store.Delivery.FinishAndClaimAsync(
            ended, at, [], Policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(at), Policy), Cancellation);
        Assert.False(again);
        Assert.Equal("2", Assert.IsType<Claim.Work>(next).Invite.ApplicationKey);
    }

    [Fact]
    public async Task LiveGoesBeforeBackfillAndTheOldestTimeFirst()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded,
            World.Sealed("b", World.Invite("b", World.Start.AddHours(-9), backfill: true)),
            World.Sealed("late", World.Invite("late", World.Start.AddMinutes(-1))),
            World.Sealed("early", World.Invite("early", World.Start.AddMinutes(-2))),
            World.Sealed("future", World.Invite("future", World.Start.AddMinutes(1))));
        var order = new List<string>();
        while (await ClaimAsync(World.Start) is Claim.Work work)
        {
            order.Add(work.Invite.ApplicationKey);
        }

        Assert.Equal(["early", "late", "b"], order, StringComparer.Ordinal);
    }

    [Fact]
    public async Task InvitesOfARunThatHasNotEndedWait()
    {
        var run = await World.SealAsync(Store.Sync, RunOutcome.Running, World.Sealed("1", World.Invite("1")));
        Assert.Null(Assert.IsType<Claim.NothingDue>(await ClaimAsync(World.Start)).NextAt);
        await using (var session = await Store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation))
        {
            await session.EndRunAsync(World.Certificate(run), [], Cancellation);
        }

        await WorkAsync(World.Start);
    }

    [Fact]
    public async Task TheUndoWindowEndsByItselfAndTheGuardDoesNot()
    {
        var undo = World.Invite("1") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.UndoWindow, NotBefore = World.Start } };
        var guard = World.Invite("2") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.GuardTripped } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", undo), World.Sealed("2", guard));
        Assert.Equal("1", (await WorkAsync(World.Start)).Invite.ApplicationKey);
        Assert.IsType<Claim.NothingDue>(await ClaimAsync(World.Start));
    }

    [Fact]
    public async Task WhoComesWithAnOldEpochChangesNothingButTheAttempt()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var work = await WorkAsync(World.Start);
        var other = work.Invite with { Delivery = work.Invite.Delivery with { CancelRequested = true } };
        Assert.True(await Store.Ledger.ChangeAsync(other, World.Start, Cancellation));

        var sent = work.Invite with { Delivery = work.Invite.Delivery with { State = InviteState.Sent, PersonReference = "p" } };
        Assert.False(await Store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Done, "said", sent, World.Start.AddSeconds(1), Cancellation));
        var now = (await Store.Ledger.FindAsync(work.Invite.Id, Cancellation))!;
        Assert.Equal((InviteState.Sending, true, (string?)null), (now.Delivery.State, now.Delivery.CancelRequested, now.Delivery.PersonReference));
        var attempt = Assert.Single(await Store.Ledger.AttemptsAsync(work.Invite.Id, Cancellation));
        Assert.Equal((AttemptOutcome.Done, "said", World.Start.AddSeconds(1)), (attempt.Outcome, attempt.Detail, attempt.FinishedAt));
    }

    [Fact]
    public async Task APersonWhomTheSinkHasNeedsOneRequestLess()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var first = await WorkAsync(World.Start);
        var known = first.Invite with { Delivery = DeliveryStep.Step(first.Invite.Delivery, new DeliveryEvent.PersonKnown(World.Start, "p-1"), Policy).State };
        Assert.True(await Store.Delivery.FinishAttemptAsync(first.AttemptId, AttemptOutcome.Done, null, known, World.Start, Cancellation));
        Assert.Equal(DeliveryEffect.CreateInvite, (await WorkAsync(World.Start)).Effect);

        var second = World.Invite("2", identities: "e:1@EXAMPLE.COM");
        second = second with { Request = second.Request with { InterviewId = "interview-2" } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("2", second));
        var work = await WorkAsync(World.Start);
        Assert.Equal((DeliveryEffect.CreateInvite, "p-1"), (work.Effect, work.Invite.Delivery.PersonReference));
    }

    /// <summary>Two invites of one person at once: the second is told "exists", and must look for the person, not for an invite.</summary>
    [Fact]
    public async Task AnOpenQuestionAboutThePersonStaysOneWhenAnotherInviteMakesThePersonKnown()
    {
        var twin = World.Invite("2", identities: "e:1@EXAMPLE.COM");
        twin = twin with { Request = twin.Request with { InterviewId = "interview-2" } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2", twin));
        var first = await WorkAsync(World.Start);
        var second = await WorkAsync(World.Start);
        foreach (var (asked, happened) in new (Claim.Work, DeliveryEvent)[]
            { (first, new DeliveryEvent.PersonKnown(World.Start, "p-1")), (second, new DeliveryEvent.SaidToExist(World.Start)) })
        {
            var after = asked.Invite with { Delivery = DeliveryStep.Step(asked.Invite.Delivery, happened, Policy).State };
            Assert.True(await Store.Delivery.FinishAttemptAsync(asked.AttemptId, AttemptOutcome.Done, null, after, World.Start, Cancellation));
        }

        var work = new[] { await WorkAsync(World.Start), await WorkAsync(World.Start) }.Single(w => w.Effect == DeliveryEffect.LookUp);
        Assert.Equal((second.Invite.Id, null), (work.Invite.Id, work.Invite.Delivery.PersonReference));
    }

    [Fact]
    public async Task AStoppedSinkGivesNoWorkAndReleasesItsInvitesWhenItGoesOn()
    {
        var held = World.Invite("1") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.SinkStopped, Reason = "the key" } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", held), World.Sealed("2", World.Invite("2")));
        await Store.Delivery.SetStoppedAsync("gather", "401", World.Start, Cancellation);
        Assert.Equal("401", Assert.IsType<Claim.Stopped>(await ClaimAsync(World.Start)).Reason);
        Assert.Equal("401", await Store.Ledger.StoppedAsync("gather", Cancellation));

        await Store.Delivery.SetStoppedAsync("gather", null, World.Start, Cancellation);
        Assert.Null(await Store.Ledger.StoppedAsync("gather", Cancellation));
        Assert.Equal("1", (await WorkAsync(World.Start)).Invite.ApplicationKey);
        Assert.Equal("2", (await WorkAsync(World.Start)).Invite.ApplicationKey);
    }

    [Fact]
    public async Task TheBudgetCountsFromTheAnswerAndSurvivesARestart()
    {
        var limit = new RateLimit { Permits = 1, Window = TimeSpan.FromMinutes(1) };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2")));
        var work = await WorkAsync(World.Start, limit);
        Assert.Equal(World.Start.AddSeconds(3), Assert.IsType<Claim.NoBudget>(await ClaimAsync(World.Start.AddSeconds(2), limit)).Until);

        var sent = work.Invite with { Delivery = work.Invite.Delivery with { State = InviteState.Sent, NotBefore = null, InviteReference = "i" } };
        await Store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Done, null, sent, World.Start.AddSeconds(20), Cancellation);
        await RestartAsync();
        Assert.Equal(World.Start.AddSeconds(80), Assert.IsType<Claim.NoBudget>(await ClaimAsync(World.Start.AddSeconds(79), limit)).Until);
        Assert.Null(await Store.Delivery.BeginAttemptAsync(work.Invite.Id, AttemptKind.Status, World.Start.AddSeconds(79), [limit], Policy, Cancellation));
        await WorkAsync(World.Start.AddSeconds(80), limit);
    }

    [Fact]
    public async Task AnAttemptThatNeverEndedCountsAsIfItHadBegunAsLateAndTakenAsLongAsItMay()
    {
        var limit = new RateLimit { Permits = 1, Window = TimeSpan.FromMinutes(5) };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2")));
        await WorkAsync(World.Start, limit);
        var free = World.Start + Policy.Lease + limit.Window;
        Assert.Equal(free, Assert.IsType<Claim.NoBudget>(await ClaimAsync(World.Start + Policy.Lease, limit)).Until);
        Assert.IsType<Claim.NoBudget>(await ClaimAsync(free.AddMilliseconds(-1), limit));
        await WorkAsync(free, limit);
    }

    [Theory]
    [InlineData(SinkAct.Resend, DeliveryEffect.Resend, AttemptKind.Resend)]
    [InlineData(SinkAct.Archive, DeliveryEffect.Archive, AttemptKind.Archive)]
    public async Task AWishIsClaimedWhenItIsDueWithAnAttemptOnRecord(SinkAct act, DeliveryEffect effect, AttemptKind kind)
    {
        var sent = World.Invite("1") with { Delivery = new() { State = InviteState.Sent, PersonReference = "p", InviteReference = "i" } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", sent));
        Assert.Null(Assert.IsType<Claim.NothingDue>(await ClaimAsync(World.Start)).NextAt);
        var invite = (await Store.Ledger.FindAsync(1, Cancellation))!;
        var due = World.Start.AddMinutes(1);
        Assert.True(await Store.Ledger.ChangeAsync(invite with { Delivery = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Ask(due, act), Policy).State }, World.Start, Cancellation));
        Assert.Equal(due, Assert.IsType<Claim.NothingDue>(await ClaimAsync(World.Start)).NextAt);

        var none = new RateLimit { Permits = 1, Window = TimeSpan.FromHours(1) };
        await Store.Delivery.BeginAttemptAsync(1, AttemptKind.Status, due, [], Policy, Cancellation);
        Assert.IsType<Claim.NoBudget>(await ClaimAsync(due, none));
        var work = await WorkAsync(due);
        Assert.Equal((effect, InviteState.Sent, act, true, due + Policy.Lease), (work.Effect, work.Invite.Delivery.State, work.Invite.Delivery.Wish, work.Invite.Delivery.WishUnderWay, work.LeaseEndsAt));
        Assert.Equal(kind, (await Store.Ledger.AttemptsAsync(1, Cancellation))[^1].Kind);
        Assert.Equal(work.Invite.Delivery, (await Store.Ledger.FindAsync(1, Cancellation))!.Delivery);
        Assert.IsType<Claim.NothingDue>(await ClaimAsync(due));
        Assert.Empty(await Store.Delivery.OpenInvitesAsync("gather", due, 10, Cancellation));

        DeliveryEvent done = act == SinkAct.Resend ? new DeliveryEvent.Resent(due) : new DeliveryEvent.Archived(due);
        var after = work.Invite with { Delivery = DeliveryStep.Step(work.Invite.Delivery, done, Policy).State };
        Assert.True(await Store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Done, null, after, due, Cancellation));
        Assert.Equal(after.Delivery, (await Store.Ledger.FindAsync(1, Cancellation))!.Delivery);
        Assert.Null(Assert.IsType<Claim.NothingDue>(await ClaimAsync(due.AddDays(2))).NextAt);
    }

    [Theory]
    [InlineData(SinkAct.Resend, false)]
    [InlineData(SinkAct.Archive, true)]
    public async Task AWishWhoseSenderVanishedComesBackOnlyWhereTwiceIsOnce(SinkAct act, bool again)
    {
        var wished = World.Invite("1") with { Delivery = new() { State = InviteState.Sent, PersonReference = "p", InviteReference = "i", Wish = act, NotBefore = World.Start } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", wished));
        var work = await WorkAsync(World.Start);
        await RestartAsync();
        var next = Assert.IsType<Claim.NothingDue>(await ClaimAsync(work.LeaseEndsAt)).NextAt;
        Assert.Equal(again ? work.LeaseEndsAt + DeliveryPolicy.Backoff(1) : null, next);
        Assert.Equal(again, await ClaimAsync(work.LeaseEndsAt.AddHours(1)) is Claim.Work);

        // Who comes back after all writes with an old epoch.
        var late = work.Invite with { Delivery = DeliveryStep.Step(work.Invite.Delivery, new DeliveryEvent.Archived(World.Start), Policy).State };
        Assert.False(await Store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Done, null, late, World.Start, Cancellation));
        Assert.Equal(InviteState.Sent, (await Store.Ledger.FindAsync(1, Cancellation))!.Delivery.State);
    }

    [Fact]
    public async Task OpenInvitesAreAskedForTheLongestAgoFirst()
    {
        static Invite Sent(string key, DateTimeOffset? asked, InviteState state = InviteState.Sent) =>
            World.Invite(key) with { Delivery = new() { State = state, InviteReference = key }, StatusAskedAt = asked };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded,
            World.Sealed("late", Sent("late", World.Start.AddHours(2))), World.Sealed("two", Sent("two", World.Start.AddHours(1))),
            World.Sealed("never", Sent("never", null)), World.Sealed("over", Sent("over", null, InviteState.Expired)));
        var open = await Store.Delivery.OpenInvitesAsync("gather", World.Start.AddHours(2), 10, Cancellation);
        Assert.Equal(["never", "two"], open.Select(i => i.ApplicationKey), StringComparer.Ordinal);
        Assert.Single(await Store.Delivery.OpenInvitesAsync("gather", World.Start.AddHours(2), 1, Cancellation));

        await Store.Delivery.SetStoppedAsync("gather", "401", World.Start, Cancellation);
        Assert.Empty(await Store.Delivery.OpenInvitesAsync("gather", World.Start.AddHours(2), 10, Cancellation));
    }
}
