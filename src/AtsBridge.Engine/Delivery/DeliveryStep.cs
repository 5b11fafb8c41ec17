using AtsBridge.Routing;

namespace AtsBridge.Delivery;

/// <summary>
/// The state machine of one invite: a pure function. No clock, no I/O, no task: whoever has a state and an event knows what
/// comes next, in production as in a simulation. An event that a state does not expect changes nothing.
/// </summary>
public static class DeliveryStep
{
    /// <summary>Look-ups that must find nothing before a request whose outcome is unknown is made again.</summary>
    private const int LookUpsToBeSure = 2;

    private static readonly TimeSpan ShortestLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLimit = TimeSpan.FromMinutes(65);

    /// <summary>One step.</summary>
    /// <param name="state">Where the invite stands.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="policy">The patience of its sink.</param>
    public static (DeliveryState State, DeliveryEffect Effect) Step(DeliveryState state, DeliveryEvent happened, DeliveryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        return happened switch
        {
            DeliveryEvent.Wake e => Wake(state, e.At, policy),
            _ => (After(state, happened, policy), DeliveryEffect.None),
        };
    }

    private static (DeliveryState, DeliveryEffect) Wake(DeliveryState state, DateTimeOffset at, DeliveryPolicy policy)
    {
        if (state.NotBefore is not { } time || time > at)
        {
            return (state, DeliveryEffect.None);
        }

        return state.State switch
        {
            InviteState.Held when state.Held == HoldReason.UndoWindow => (Due(state, at), DeliveryEffect.None),
            // The moment that the lease ends is kept in NotBefore: whoever finds it passed knows that the sender is gone.
            InviteState.Due or InviteState.Waiting => (
                state with { State = InviteState.Sending, NotBefore = at + policy.Lease, Reason = null },
                state.PersonReference is null ? DeliveryEffect.CreatePerson : DeliveryEffect.CreateInvite),
            InviteState.Sending => (Unknown(state, at, "the sender vanished in the middle of a request", policy), DeliveryEffect.None),
            // While the look-up runs nobody else starts one; if its sender vanishes, the next one simply looks again.
            InviteState.Ambiguous => (state with { NotBefore = at + policy.Lease }, DeliveryEffect.LookUp),
            _ when state.Wish is { } wish => WishStep.Wake(state, wish, at, policy),
            _ => (state, DeliveryEffect.None),
        };
    }

    private static DeliveryState After(DeliveryState state, DeliveryEvent happened, DeliveryPolicy policy) => (state.State, happened) switch
    {
        (InviteState.Sending or InviteState.Ambiguous, DeliveryEvent.PersonKnown e) => Continue(state, e),
        (InviteState.Sending or InviteState.Ambiguous, DeliveryEvent.InviteKnown e) => Sent(state, e),
        (InviteState.Sending, DeliveryEvent.SaidToExist e) => Unknown(state, e.At, "the sink says that it exists", policy) with { SaidToExist = true, NotBefore = e.At },
        (InviteState.Sending, DeliveryEvent.Refused e) => Ended(state, InviteState.Rejected, e.Field is null ? e.Reason : $"{e.Field}: {e.Reason}"),
        (InviteState.Sending, DeliveryEvent.NotCarriedOut e) => BackOff(state, e, policy),
        (InviteState.Sending, DeliveryEvent.OutcomeUnknown e) => Unknown(state, e.At, e.Reason, policy),
        (InviteState.Sending, DeliveryEvent.Limited e) => Unsent(state, e.At, state with { State = InviteState.Waiting, NotBefore = Clamp(e), Reason = "the sink's rate limit" }),
        (InviteState.Sending, DeliveryEvent.KeyRefused e) => Unsent(state, e.At, state with { State = InviteState.Held, Held = HoldReason.SinkStopped, NotBefore = null, Reason = "the sink does not accept the key" }),
        (InviteState.Ambiguous, DeliveryEvent.Limited e) => state with { NotBefore = Clamp(e) },
        (InviteState.Ambiguous, DeliveryEvent.KeyRefused e) => state with { NotBefore = e.At + LongestLimit },
        (InviteState.Ambiguous, DeliveryEvent.FoundNothing e) => LookedInVain(state, e.At, policy),
        (InviteState.Ambiguous, DeliveryEvent.CannotTell e) => Ended(state, InviteState.NeedsReview, e.Reason),
        (InviteState.Ambiguous, DeliveryEvent.LookUpFailed e) => LookUpFailed(state, e, policy),
        (_, DeliveryEvent.Cancel e) => Cancel(state, e),
        (InviteState.Sending or InviteState.Ambiguous, DeliveryEvent.Wanted) when state.CancelRequested => state with { CancelRequested = false, Reason = null },
        (InviteState.NeedsReview, DeliveryEvent.Wanted) when state.CancelRequested => state with { CancelRequested = false, Reason = "its application had left, and came back: its requests say why it needs a person" },
        (InviteState.Held, DeliveryEvent.Release e) => Due(state, e.At),
        (InviteState.Rejected, DeliveryEvent.Retry e) => Due(state with { Attempts = 0 }, e.At),
        // Never blindly: what can't be proven is looked up once more before anything is sent.
        (InviteState.NeedsReview, DeliveryEvent.Retry e) => state with { State = InviteState.Ambiguous, Attempts = 0, EmptyLookUps = 0, FailedLookUps = 0, SaidToExist = false, NotBefore = e.At },
        (InviteState.Waiting, DeliveryEvent.Retry e) => state with { NotBefore = e.At },
        (_, DeliveryEvent.StatusSeen e) when state.InviteReference is not null => StatusStep.Seen(state, e),
        (_, DeliveryEvent.ExpiryPassed e) => StatusStep.RunOut(state, e.At),
        _ => WishStep.After(state, happened, policy),
    };

    private static DeliveryState Due(DeliveryState state, DateTimeOffset at) =>
        state with { State = InviteState.Due, Held = null, NotBefore = at, Reason = null };

    private static DeliveryState Ended(DeliveryState state, InviteState end, string reason) => state with
    {
        State = end, Held = null, NotBefore = null, Reason = reason,
        // What was to be done to the invite once the sink has it: it never will.
        Wish = end == InviteState.Cancelled ? null : state.Wish,
    };

    /// <summary>The person's step is done; the invite's own begins with a clean count.</summary>
    private static DeliveryState Continue(DeliveryState state, DeliveryEvent.PersonKnown e) =>
        state.CancelRequested
            ? Ended(state, InviteState.Cancelled, CancelReason(state)) with { PersonReference = e.Reference }
            : Due(state, e.At) with { PersonReference = e.Reference, Attempts = 0, EmptyLookUps = 0, FailedLookUps = 0, SaidToExist = false };

    private static DeliveryState Sent(DeliveryState state, DeliveryEvent.InviteKnown e)
    {
        var reason = (e.Adopted, state.CancelRequested) switch
        {
            (_, true) => "it had been sent before it could be cancelled",
            (true, _) => "found at the sink and adopted",
            _ => null,
        };
        var sent = Ended(state, InviteState.Sent, "") with
        {
            InviteReference = e.Reference, SentAt = state.SentAt ?? e.At, EmptyLookUps = 0, FailedLookUps = 0, SaidToExist = false, Reason = reason,
            // Whoever left while it was in doubt whether it had been sent wished for this.
            NotBefore = state.Wish is null ? null : e.At, Attempts = state.Wish is null ? state.Attempts : 0,
        };
        return StatusStep.First(sent, e);
    }

    private static DeliveryState Unknown(DeliveryState state, DateTimeOffset at, string reason, DeliveryPolicy policy) => state with
    {
        State = InviteState.Ambiguous,
        NotBefore = at + policy.SettleTime,
        Attempts = state.Attempts + 1,
        EmptyLookUps = 0,
        FailedLookUps = 0,
        SaidToExist = false,
        Reason = state.CancelRequested ? state.Reason : reason,
    };

    private static DeliveryState BackOff(DeliveryState state, DeliveryEvent.NotCarriedOut e, DeliveryPolicy policy)
    {
        var attempts = state.Attempts + 1;
        return attempts >= policy.MaxAttempts && !state.CancelRequested
            ? Ended(state, InviteState.NeedsReview, FormattableString.Invariant($"given up after {attempts} attempts: {e.Reason}")) with { Attempts = attempts }
            : Unsent(state, e.At, state with { State = InviteState.Waiting, Attempts = attempts, NotBefore = e.At + DeliveryPolicy.Backoff(attempts), Reason = e.Reason });
    }

    /// <summary>A request that had no effect leaves the invite unsent: a wish to cancel is granted here.</summary>
    private static DeliveryState Unsent(DeliveryState before, DateTimeOffset at, DeliveryState otherwise) =>
        before.CancelRequested ? Cancel(before with { State = InviteState.Due }, new(at, CancelReason(before))) : otherwise;

    /// <summary>Why it was to be cancelled: whether the invite is owed to somebody who comes back depends on it.</summary>
    private static string CancelReason(DeliveryState state) => state.Reason ?? "cancelled before it was sent";

    private static DeliveryState LookedInVain(DeliveryState state, DateTimeOffset at, DeliveryPolicy policy)
    {
        var empty = state.EmptyLookUps + 1;
        if (empty < LookUpsToBeSure)
        {
            return state with { EmptyLookUps = empty, FailedLookUps = 0, NotBefore = at + policy.BetweenLookUps };
        }

        if (state.SaidToExist)
        {
            return Ended(state, InviteState.NeedsReview, "the sink says that it exists and does not show it");
        }

        if (state.Attempts >= policy.MaxAttempts && !state.CancelRequested)
        {
            return Ended(state, InviteState.NeedsReview, FormattableString.Invariant($"given up after {state.Attempts} attempts without an answer"));
        }

        return Unsent(state, at, Due(state, at) with { EmptyLookUps = 0, FailedLookUps = 0 });
    }

    private static DeliveryState LookUpFailed(DeliveryState state, DeliveryEvent.LookUpFailed e, DeliveryPolicy policy)
    {
        var failed = state.FailedLookUps + 1;
        return failed >= policy.MaxAttempts
            ? Ended(state, InviteState.NeedsReview, FormattableString.Invariant($"{failed} look-ups failed: {e.Reason}"))
            : state with { FailedLookUps = failed, NotBefore = e.At + DeliveryPolicy.Backoff(failed) };
    }

    private static DeliveryState Cancel(DeliveryState state, DeliveryEvent.Cancel e) => state switch
    {
        { IsUnsent: true } => Ended(state, InviteState.Cancelled, e.Reason),
        { CancelRequested: true } => state,
        // Under review, too, it may have been sent, and cancelling would let a second one out: it waits for what a retry finds out.
        { State: InviteState.Sending or InviteState.Ambiguous or InviteState.NeedsReview } => state with { CancelRequested = true, Reason = e.Reason },
        // Nothing was sent and nothing will be by itself; cancelling closes the case.
        { State: InviteState.Rejected } => Ended(state, InviteState.Cancelled, e.Reason),
        _ => state,
    };

    /// <summary>When requests are welcome again, within reason.</summary>
    internal static DateTimeOffset Clamp(DeliveryEvent.Limited e) => Clamp(e.Until ?? e.At + TimeSpan.FromMinutes(1), e.At);

    /// <summary>A moment that the sink has named, within reason: from 1 second to 65 minutes ahead.</summary>
    /// <param name="until">What it said.</param>
    /// <param name="at">Now.</param>
    public static DateTimeOffset Clamp(DateTimeOffset until, DateTimeOffset at) =>
        until < at + ShortestLimit ? at + ShortestLimit : until > at + LongestLimit ? at + LongestLimit : until;
}
