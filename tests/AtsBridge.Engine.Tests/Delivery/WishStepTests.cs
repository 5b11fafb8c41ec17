using AtsBridge.Delivery;

namespace AtsBridge.Engine.Tests.Delivery;

public sealed class WishStepTests
{
    private static readonly DeliveryPolicy Policy = new();
    private static readonly DateTimeOffset T = Some.Now;
    private static readonly DateTimeOffset Later = T.AddSeconds(3);
    private static readonly DeliveryState Sent = new() { State = InviteState.Sent, PersonReference = "p", InviteReference = "i", Attempts = 5 };

    [Theory]
    [InlineData(SinkAct.Resend, DeliveryEffect.Resend)]
    [InlineData(SinkAct.Archive, DeliveryEffect.Archive)]
    public void AWishIsCarriedOutAndTheStateStaysMeanwhile(SinkAct act, DeliveryEffect expected)
    {
        var asked = After(Sent, new DeliveryEvent.Ask(T, act));
        Assert.Equal((InviteState.Sent, act, T, 0), (asked.State, asked.Wish, asked.NotBefore, asked.Attempts));

        var (under, effect) = Step(asked, new DeliveryEvent.Wake(T));
        Assert.Equal((expected, InviteState.Sent, T + Policy.Lease), (effect, under.State, under.NotBefore));
        Assert.Equal(DeliveryEffect.None, Step(under, new DeliveryEvent.Wake(Later)).Effect);
    }

    [Fact]
    public void ADoneResendIsOverAndItsDayIsKept()
    {
        var done = After(UnderWay(SinkAct.Resend), new DeliveryEvent.Resent(Later));

        Assert.Equal((InviteState.Sent, null, false, (DateTimeOffset?)null, Later), (done.State, done.Wish, done.WishUnderWay, done.NotBefore, done.ResentAt));
        Assert.Equal(done, After(done, new DeliveryEvent.Ask(Later.AddDays(1).AddTicks(-1), SinkAct.Resend)));
        Assert.Equal(SinkAct.Resend, After(done, new DeliveryEvent.Ask(Later.AddDays(1), SinkAct.Resend)).Wish);
    }

    [Fact]
    public void ADoneArchivingEndsTheInvite()
    {
        var done = After(UnderWay(SinkAct.Archive), new DeliveryEvent.Archived(Later));

        Assert.Equal((InviteState.Archived, null, false, (DateTimeOffset?)null), (done.State, done.Wish, done.WishUnderWay, done.NotBefore));
    }

    [Theory]
    [InlineData(SinkAct.Resend)]
    [InlineData(SinkAct.Archive)]
    public void ARefusalEndsTheWishWithItsReason(SinkAct act)
    {
        var refused = After(UnderWay(act), new DeliveryEvent.Refused(Later, "id", "unknown"));

        Assert.Equal((InviteState.Sent, (SinkAct?)null, (DateTimeOffset?)null), (refused.State, refused.Wish, refused.NotBefore));
        Assert.Contains("id: unknown", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SinkAct.Resend)]
    [InlineData(SinkAct.Archive)]
    public void ARateLimitWaitsWithinReasonAndCountsNothing(SinkAct act)
    {
        var limited = After(UnderWay(act), new DeliveryEvent.Limited(Later, Later.AddYears(1)));

        Assert.Equal((act, false, Later.AddMinutes(65), 0), (limited.Wish, limited.WishUnderWay, limited.NotBefore, limited.Attempts));
    }

    [Theory]
    [InlineData(SinkAct.Resend)]
    [InlineData(SinkAct.Archive)]
    public void ARefusedKeyLeavesTheWishDue(SinkAct act)
    {
        var stopped = After(UnderWay(act), new DeliveryEvent.KeyRefused(Later));

        Assert.Equal((InviteState.Sent, act, false, Later), (stopped.State, stopped.Wish, stopped.WishUnderWay, stopped.NotBefore));
    }

    [Theory]
    [InlineData(SinkAct.Resend)]
    [InlineData(SinkAct.Archive)]
    public void WhatWasNotCarriedOutIsTriedAgainWithinBounds(SinkAct act)
    {
        var state = After(Sent, new DeliveryEvent.Ask(T, act));
        for (var i = 1; i <= Policy.MaxAttempts; i++)
        {
            Assert.Equal(act, state.Wish);
            var at = state.NotBefore!.Value;
            state = After(After(state, new DeliveryEvent.Wake(at)), new DeliveryEvent.NotCarriedOut(at, "refused"));
            Assert.Equal(i == Policy.MaxAttempts ? null : at + DeliveryPolicy.Backoff(i), state.NotBefore);
        }

        Assert.Equal((InviteState.Sent, (SinkAct?)null), (state.State, state.Wish));
        Assert.Contains("given up after 8 attempts", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AResendOfWhichNobodyKnowsIsNeverRepeated()
    {
        var cut = After(UnderWay(SinkAct.Resend), new DeliveryEvent.OutcomeUnknown(Later, "cut off"));
        var vanished = After(UnderWay(SinkAct.Resend), new DeliveryEvent.Wake(T + Policy.Lease));

        Assert.All([cut, vanished], state =>
        {
            Assert.Equal((InviteState.Sent, (SinkAct?)null, (DateTimeOffset?)null), (state.State, state.Wish, state.NotBefore));
            Assert.Contains("may have been sent again", state.Reason, StringComparison.Ordinal);
            Assert.Equal(state, After(state, new DeliveryEvent.Ask(T.AddHours(23), SinkAct.Resend)));
        });
    }

    [Fact]
    public void AnArchivingOfWhichNobodyKnowsIsTriedAgainWithinBounds()
    {
        var state = After(Sent, new DeliveryEvent.Ask(T, SinkAct.Archive));
        for (var i = 0; i < Policy.MaxAttempts; i++)
        {
            var at = state.NotBefore!.Value;
            var (under, effect) = Step(state, new DeliveryEvent.Wake(at));
            Assert.Equal(DeliveryEffect.Archive, effect);
            // Every other one is cut off, and the sender of the others vanishes.
            state = After(under, i % 2 == 0 ? new DeliveryEvent.OutcomeUnknown(at, "cut off") : new DeliveryEvent.Wake(at + Policy.Lease));
        }

        Assert.Equal((InviteState.Sent, (SinkAct?)null, (DateTimeOffset?)null), (state.State, state.Wish, state.NotBefore));
        Assert.NotNull(state.Reason);
    }

    [Theory]
    [InlineData(InviteState.Completed, false, false)]
    [InlineData(InviteState.Reviewed, false, false)]
    [InlineData(InviteState.PartiallyCompleted, true, true)]
    [InlineData(InviteState.Expired, false, false)]
    [InlineData(InviteState.Archived, false, false)]
    [InlineData(InviteState.Hired, false, false)]
    [InlineData(InviteState.Cancelled, false, false)]
    [InlineData(InviteState.Due, false, false)]
    [InlineData(InviteState.Sending, false, false)]
    [InlineData(InviteState.NeedsReview, false, false)]
    public void OnlyWhatFitsTheStateIsWished(InviteState state, bool resend, bool archive)
    {
        var invite = Sent with { State = state };

        Assert.Equal(resend, After(invite, new DeliveryEvent.Ask(T, SinkAct.Resend)) != invite);
        Assert.Equal(archive, After(invite, new DeliveryEvent.Ask(T, SinkAct.Archive)) != invite);
    }

    [Fact]
    public void AStatusThatIsSeenClearsNoWish()
    {
        var status = new InviteStatus(InviteProgress.PartiallyCompleted, "partially_completed");
        foreach (var state in new[] { After(Sent, new DeliveryEvent.Ask(T, SinkAct.Archive)), UnderWay(SinkAct.Resend) })
        {
            var seen = After(state, new DeliveryEvent.StatusSeen(Later, status));
            Assert.Equal((InviteState.PartiallyCompleted, state.Wish, state.WishUnderWay, state.NotBefore), (seen.State, seen.Wish, seen.WishUnderWay, seen.NotBefore));
        }
    }

    [Fact]
    public void AWishThatTheStatusHasOvertakenIsNotCarriedOut()
    {
        var completed = After(After(Sent, new DeliveryEvent.Ask(T, SinkAct.Resend)), new DeliveryEvent.StatusSeen(T, new InviteStatus(InviteProgress.Completed, "new_response")));

        var (over, effect) = Step(completed, new DeliveryEvent.Wake(T));

        Assert.Equal((DeliveryEffect.None, InviteState.Completed, (SinkAct?)null), (effect, over.State, over.Wish));
        Assert.Contains("Completed", over.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoIsBackBeforeTheArchivingKeepsTheInviteAndWhoIsLateDoesNot()
    {
        var asked = After(Sent, new DeliveryEvent.Ask(T, SinkAct.Archive));
        Assert.Equal(Sent with { Attempts = 0 }, After(asked, new DeliveryEvent.TakeBack(T)));
        Assert.Equal(SinkAct.Resend, After(asked, new DeliveryEvent.Ask(T, SinkAct.Resend)).Wish);

        var late = UnderWay(SinkAct.Archive);
        Assert.Equal(late, After(late, new DeliveryEvent.TakeBack(T)));
        Assert.Equal(late, After(late, new DeliveryEvent.Ask(T, SinkAct.Resend)));
    }

    [Fact]
    public void ArchivingWaitsForTheResendThatIsUnderWay()
    {
        var archive = After(UnderWay(SinkAct.Resend), new DeliveryEvent.Ask(Later, SinkAct.Archive));

        Assert.Equal((SinkAct.Archive, false, T + Policy.Lease, Later), (archive.Wish, archive.WishUnderWay, archive.NotBefore, archive.ResentAt));
    }

    [Fact]
    public void APersonsResendFulfilsTheWishForOne()
    {
        var resent = After(After(Sent, new DeliveryEvent.Ask(T, SinkAct.Resend)), new DeliveryEvent.Resent(Later));
        var archive = After(After(Sent, new DeliveryEvent.Ask(T, SinkAct.Archive)), new DeliveryEvent.Resent(Later));

        Assert.Equal((null, null, Later), (resent.Wish, resent.NotBefore, resent.ResentAt));
        Assert.Equal((SinkAct.Archive, T, Later), (archive.Wish, archive.NotBefore, archive.ResentAt));
    }

    [Fact]
    public void WhoLeftWhileItWasInDoubtIsArchivedOnceItIsFoundThatItWasSent()
    {
        var doubt = Sent with { State = InviteState.Ambiguous, InviteReference = null, NotBefore = T, CancelRequested = true };
        var asked = After(doubt, new DeliveryEvent.Ask(T, SinkAct.Archive));
        Assert.Equal((InviteState.Ambiguous, T), (asked.State, asked.NotBefore));
        Assert.Equal(DeliveryEffect.LookUp, Step(asked, new DeliveryEvent.Wake(T)).Effect);

        var found = After(asked, new DeliveryEvent.InviteKnown(Later, "i", new InviteStatus(InviteProgress.Sent, "invite_sent"), Adopted: true));

        Assert.Equal((InviteState.Sent, SinkAct.Archive, Later), (found.State, found.Wish, found.NotBefore));
        Assert.Equal(DeliveryEffect.Archive, Step(found, new DeliveryEvent.Wake(Later)).Effect);
    }

    [Fact]
    public void WhatIsCancelledWishesNothingAnyMore()
    {
        var doubt = Sent with { State = InviteState.Ambiguous, InviteReference = null, NotBefore = T, CancelRequested = true, EmptyLookUps = 1, Wish = SinkAct.Archive };

        var cancelled = After(doubt, new DeliveryEvent.FoundNothing(T));

        Assert.Equal((InviteState.Cancelled, null, null), (cancelled.State, cancelled.Wish, cancelled.NotBefore));
    }

    [Fact]
    public void AnswersThatNoRequestAskedForChangeNothing() => Assert.All(
        new DeliveryEvent[]
        {
            new DeliveryEvent.Archived(T), new DeliveryEvent.NotCarriedOut(T, "x"), new DeliveryEvent.OutcomeUnknown(T, "x"),
            new DeliveryEvent.Limited(T, null), new DeliveryEvent.KeyRefused(T), new DeliveryEvent.Refused(T, null, "x"), new DeliveryEvent.TakeBack(T),
        },
        happened => Assert.Equal(Sent, After(Sent, happened)));

    private static DeliveryState UnderWay(SinkAct act) => After(After(Sent, new DeliveryEvent.Ask(T, act)), new DeliveryEvent.Wake(T));

    private static DeliveryState After(DeliveryState state, DeliveryEvent happened) => Step(state, happened).State;

    private static (DeliveryState State, DeliveryEffect Effect) Step(DeliveryState state, DeliveryEvent happened) => DeliveryStep.Step(state, happened, Policy);
}
