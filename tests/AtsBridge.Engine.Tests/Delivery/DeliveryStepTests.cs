using AtsBridge.Delivery;
using AtsBridge.Routing;
using CsCheck;

namespace AtsBridge.Engine.Tests.Delivery;

public sealed class DeliveryStepTests
{
    private static readonly DeliveryPolicy Policy = new();
    private static readonly DateTimeOffset T = Some.Now;
    private static readonly DeliveryState Due = new() { State = InviteState.Due, NotBefore = T };

    [Fact]
    public void ANewPersonTakesTwoRequestsAndAKnownOneOne()
    {
        var (sending, first) = Step(Due, new DeliveryEvent.Wake(T));
        var due = After(sending, new DeliveryEvent.PersonKnown(T, "p"));
        var (again, second) = Step(due, new DeliveryEvent.Wake(T));
        var sent = After(again, new DeliveryEvent.InviteKnown(T, "i", new InviteStatus(InviteProgress.Sent, "invite_sent"), Adopted: false));

        Assert.Equal((DeliveryEffect.CreatePerson, DeliveryEffect.CreateInvite), (first, second));
        Assert.Equal((InviteState.Sent, "i"), (sent.State, sent.InviteReference));
        Assert.Equal(DeliveryEffect.CreateInvite, Step(Due with { PersonReference = "p" }, new DeliveryEvent.Wake(T)).Effect);
    }

    [Fact]
    public void AnUnknownOutcomeIsLookedUpTwiceAfterTheSettleTimeBeforeItIsSentAgain()
    {
        var ambiguous = After(Sending(), new DeliveryEvent.OutcomeUnknown(T, "cut off"));
        Assert.Equal((InviteState.Ambiguous, T + Policy.SettleTime), (ambiguous.State, ambiguous.NotBefore));
        Assert.Equal(DeliveryEffect.None, Step(ambiguous, new DeliveryEvent.Wake(T + Policy.SettleTime - TimeSpan.FromMilliseconds(1))).Effect);

        var (looking, effect) = Step(ambiguous, new DeliveryEvent.Wake(T + Policy.SettleTime));
        Assert.Equal(DeliveryEffect.LookUp, effect);
        var once = After(looking, new DeliveryEvent.FoundNothing(T + Policy.SettleTime));
        Assert.Equal(InviteState.Ambiguous, once.State);
        var twice = After(once, new DeliveryEvent.FoundNothing(T + Policy.SettleTime + Policy.BetweenLookUps));
        Assert.Equal(InviteState.Due, twice.State);
    }

    [Fact]
    public void WhatTheLookUpFindsIsAdopted()
    {
        var ambiguous = After(Sending(), new DeliveryEvent.OutcomeUnknown(T, "cut off"));

        var sent = After(ambiguous, new DeliveryEvent.InviteKnown(T, "i", new InviteStatus(InviteProgress.Sent, "invite_sent"), Adopted: true));

        Assert.Equal((InviteState.Sent, "i"), (sent.State, sent.InviteReference));
    }

    [Fact]
    public void ASenderThatVanishedLeavesAnUnknownOutcome()
    {
        var sending = Sending();

        Assert.Equal(sending, After(sending, new DeliveryEvent.Wake(T)));
        Assert.Equal(InviteState.Ambiguous, After(sending, new DeliveryEvent.Wake(T + Policy.Lease)).State);
    }

    [Fact]
    public void WhatIsSaidToExistAndNotShownWaitsForAPerson()
    {
        var said = After(Sending(), new DeliveryEvent.SaidToExist(T));
        Assert.Equal((InviteState.Ambiguous, T), (said.State, said.NotBefore));

        var review = After(After(said, new DeliveryEvent.FoundNothing(T)), new DeliveryEvent.FoundNothing(T));

        Assert.Equal(InviteState.NeedsReview, review.State);
        Assert.NotNull(review.Reason);
    }

    [Fact]
    public void ARateLimitWaitsUntilItsResetWithinReason()
    {
        Assert.Equal(T.AddMinutes(3), After(Sending(), new DeliveryEvent.Limited(T, T.AddMinutes(3))).NotBefore);
        Assert.Equal(T.AddMinutes(65), After(Sending(), new DeliveryEvent.Limited(T, T.AddYears(1))).NotBefore);
        Assert.Equal(T.AddSeconds(1), After(Sending(), new DeliveryEvent.Limited(T, T.AddYears(-1))).NotBefore);
        Assert.Equal(0, After(Sending(), new DeliveryEvent.Limited(T, null)).Attempts);
    }

    [Fact]
    public void AttemptsAreBounded()
    {
        var state = Due;
        for (var i = 0; i < Policy.MaxAttempts; i++)
        {
            Assert.True(state.State is InviteState.Due or InviteState.Waiting);
            state = After(Step(state, new DeliveryEvent.Wake(state.NotBefore!.Value)).State, new DeliveryEvent.NotCarriedOut(state.NotBefore!.Value, "refused"));
        }

        Assert.Equal(InviteState.NeedsReview, state.State);
    }

    [Fact]
    public void ARefusalIsAPersonsToMendAndCanBeRetried()
    {
        var rejected = After(Sending(), new DeliveryEvent.Refused(T, "email", "is not an address"));

        Assert.Equal((InviteState.Rejected, "email: is not an address"), (rejected.State, rejected.Reason));
        Assert.Equal(InviteState.Due, After(rejected, new DeliveryEvent.Retry(T)).State);
    }

    [Fact]
    public void AReviewThatIsRetriedIsLookedUpBeforeAnythingIsSent()
    {
        var review = new DeliveryState { State = InviteState.NeedsReview };

        var retried = After(review, new DeliveryEvent.Retry(T));

        Assert.Equal(DeliveryEffect.LookUp, Step(retried, new DeliveryEvent.Wake(T)).Effect);
    }

    [Theory]
    [InlineData(InviteState.Held)]
    [InlineData(InviteState.Due)]
    [InlineData(InviteState.Waiting)]
    public void WhatIsUnsentIsCancelledAtOnce(InviteState state) =>
        Assert.Equal(InviteState.Cancelled, After(Due with { State = state }, new DeliveryEvent.Cancel(T, "left")).State);

    [Fact]
    public void WhatMayHaveBeenSentIsCancelledOnceItIsKnownThatItWasNot()
    {
        var wished = After(After(Sending(), new DeliveryEvent.OutcomeUnknown(T, "cut off")), new DeliveryEvent.Cancel(T, "left"));
        Assert.Equal(InviteState.Ambiguous, wished.State);

        var notSent = After(After(wished, new DeliveryEvent.FoundNothing(T)), new DeliveryEvent.FoundNothing(T));
        var sent = After(wished, new DeliveryEvent.InviteKnown(T, "i", new InviteStatus(InviteProgress.Sent, "invite_sent"), Adopted: true));

        Assert.Equal(InviteState.Cancelled, notSent.State);
        Assert.Equal(InviteState.Sent, sent.State);
    }

    [Fact]
    public void ARefusedKeyHoldsAndLosesNothing()
    {
        var held = After(Sending(), new DeliveryEvent.KeyRefused(T));

        Assert.Equal((InviteState.Held, HoldReason.SinkStopped), (held.State, held.Held));
        Assert.Equal(InviteState.Due, After(held, new DeliveryEvent.Release(T)).State);
    }

    [Theory]
    [InlineData(InviteProgress.Completed, InviteState.Completed)]
    [InlineData(InviteProgress.Reviewed, InviteState.Reviewed)]
    [InlineData(InviteProgress.PartiallyCompleted, InviteState.PartiallyCompleted)]
    [InlineData(InviteProgress.Hired, InviteState.Hired)]
    [InlineData(InviteProgress.Archived, InviteState.Archived)]
    [InlineData(InviteProgress.Unknown, InviteState.Sent)]
    public void StatusesMoveASentInvite(InviteProgress progress, InviteState expected)
    {
        var sent = new DeliveryState { State = InviteState.Sent, InviteReference = "i" };

        Assert.Equal(expected, After(sent, new DeliveryEvent.StatusSeen(T, new InviteStatus(progress, "word"))).State);
    }

    [Fact]
    public void AnOpenInviteExpiresByItsDate()
    {
        var sent = new DeliveryState { State = InviteState.Sent, InviteReference = "i" };

        Assert.Equal(InviteState.Expired, After(sent, new DeliveryEvent.StatusSeen(T, new InviteStatus(InviteProgress.Sent, "invite_sent", T.AddSeconds(-1)))).State);
        Assert.Equal(InviteState.Completed, After(sent, new DeliveryEvent.StatusSeen(T, new InviteStatus(InviteProgress.Completed, "new_response", T.AddSeconds(-1)))).State);
    }

    /// <summary>Whatever happens in whatever order: an ended invite asks for no request, and nothing is sent twice without two empty look-ups between.</summary>
    [Fact]
    public void NothingIsSentTwiceBlindly() =>
        Gen.Int[0, 13].Array[1, 60].Sample(choices =>
        {
            var (state, at) = (Due, T);
            var unsure = false;
            var empty = 0;
            foreach (var choice in choices)
            {
                at += TimeSpan.FromMinutes(7);
                var happened = Event(choice, at);
                var (next, effect) = DeliveryStep.Step(state, happened, Policy);
                if (happened is DeliveryEvent.FoundNothing && state.State == InviteState.Ambiguous)
                {
                    empty++;
                }

                if (state.State == InviteState.Sending && (happened is DeliveryEvent.OutcomeUnknown or DeliveryEvent.SaidToExist || (happened is DeliveryEvent.Wake && next.State == InviteState.Ambiguous)))
                {
                    (unsure, empty) = (true, 0);
                }

                if (effect is DeliveryEffect.CreateInvite or DeliveryEffect.CreatePerson)
                {
                    if (unsure && empty < 2)
                    {
                        return false;
                    }

                    unsure = false;
                }

                if (happened is DeliveryEvent.PersonKnown && next != state)
                {
                    unsure = false;
                }

                state = next;
            }

            return true;
        }, iter: 20_000);

    private static DeliveryEvent Event(int choice, DateTimeOffset at) => choice switch
    {
        0 or 1 or 2 => new DeliveryEvent.Wake(at),
        3 => new DeliveryEvent.PersonKnown(at, "p"),
        4 => new DeliveryEvent.SaidToExist(at),
        5 => new DeliveryEvent.InviteKnown(at, "i", new InviteStatus(InviteProgress.Sent, "invite_sent"), Adopted: false),
        6 => new DeliveryEvent.NotCarriedOut(at, "refused"),
        7 => new DeliveryEvent.Limited(at, at.AddMinutes(1)),
        8 or 9 => new DeliveryEvent.OutcomeUnknown(at, "cut off"),
        10 or 11 => new DeliveryEvent.FoundNothing(at),
        12 => new DeliveryEvent.LookUpFailed(at, "5xx"),
        _ => new DeliveryEvent.Retry(at),
    };

    private static DeliveryState Sending() => Step(Due, new DeliveryEvent.Wake(T)).State;

    private static DeliveryState After(DeliveryState state, DeliveryEvent happened) => Step(state, happened).State;

    private static (DeliveryState State, DeliveryEffect Effect) Step(DeliveryState state, DeliveryEvent happened) => DeliveryStep.Step(state, happened, Policy);
}
