namespace AtsBridge.Delivery;

/// <summary>
/// The part of the state machine that is about an invite which the sink has: sending it again and archiving it. The invite's own
/// state stays what it is meanwhile; what is wished, and whether a request for it is under way, stands beside it.
/// </summary>
internal static class WishStep
{
    /// <summary>Why this can't be wished now, in words for a person; null where it can.</summary>
    internal static string? Objection(DeliveryState state, SinkAct act, DateTimeOffset at) => act switch
    {
        _ when state.Wish == act => $"{act} is asked for already",
        SinkAct.Remind when state.Wish is { } other => $"{other} is asked for",
        SinkAct.Resend or SinkAct.Remind when Outdated(state, act) is { } why => why,
        SinkAct.Resend when state is { Wish: SinkAct.Archive, WishUnderWay: true } => "the invite is being archived",
        SinkAct.Resend or SinkAct.Remind when state.ResentAt is { } last && at - last < DeliveryPolicy.BetweenResends =>
            FormattableString.Invariant($"it was sent again {last:u}, and a day must lie between two resends"),
        // Where it is in doubt whether it was sent, the wish waits for the answer.
        SinkAct.Archive when state is not { CancelRequested: true, State: InviteState.Sending or InviteState.Ambiguous or InviteState.NeedsReview } => Outdated(state, act),
        _ => null,
    };

    /// <summary>The wish's time has come.</summary>
    internal static (DeliveryState State, DeliveryEffect Effect) Wake(DeliveryState state, SinkAct wish, DateTimeOffset at, DeliveryPolicy policy)
    {
        if (state.WishUnderWay)
        {
            return (Unknown(state, at, "the sender vanished in the middle of the request", policy), DeliveryEffect.None);
        }

        // The status may have moved on since it was wished.
        if (Outdated(state, wish) is { } why)
        {
            return (Over(state, $"not carried out ({wish}): {why}"), DeliveryEffect.None);
        }

        if (wish == SinkAct.Remind && state.ExpiresAt <= at)
        {
            return (Over(state, "not reminded: the invite has expired"), DeliveryEffect.None);
        }

        // Whatever the invite: the person would get two messages within a day.
        return wish != SinkAct.Archive && state.PersonResentAt + DeliveryPolicy.BetweenResends is { } free && free > at
            ? (Later(state, free), DeliveryEffect.None)
            : (state with { WishUnderWay = true, NotBefore = at + policy.Lease }, EffectOf(wish));
    }

    private static DeliveryEffect EffectOf(SinkAct wish) => wish switch
    {
        SinkAct.Resend => DeliveryEffect.Resend,
        SinkAct.Remind => DeliveryEffect.Remind,
        _ => DeliveryEffect.Archive,
    };

    /// <summary>What is left of an event once the steps of sending have had their turn.</summary>
    internal static DeliveryState After(DeliveryState state, DeliveryEvent happened, DeliveryPolicy policy) => happened switch
    {
        DeliveryEvent.Ask e => Asked(state, e),
        DeliveryEvent.TakeBack when state is { Wish: SinkAct.Archive, WishUnderWay: false } => TakenBack(state),
        DeliveryEvent.Resent e when state.IsOpen => Resent(state, e.At),
        _ when !state.WishUnderWay => state,
        // A status from before must not open it again.
        DeliveryEvent.Archived e => Over(state, null) with { State = InviteState.Archived, SinkStatus = null, StatusAt = StatusStep.Whole(e.At) },
        DeliveryEvent.Refused e => Over(state, $"the sink refuses ({state.Wish}): {(e.Field is null ? e.Reason : $"{e.Field}: {e.Reason}")}"),
        DeliveryEvent.Limited e => Later(state, DeliveryStep.Clamp(e)),
        // The sink is stopped; once it goes on, so does the wish.
        DeliveryEvent.KeyRefused e => Later(state, e.At),
        DeliveryEvent.NotCarriedOut e => BackOff(state, e.At, e.Reason, policy),
        DeliveryEvent.OutcomeUnknown e => Unknown(state, e.At, e.Reason, policy),
        _ => state,
    };

    private static DeliveryState Asked(DeliveryState state, DeliveryEvent.Ask e)
    {
        if (Objection(state, e.Act, e.At) is not null)
        {
            return state;
        }

        var asked = state with { Wish = e.Act, WishUnderWay = false };
        return state switch
        {
            { IsOpen: false } => asked,
            // Archiving waits until the resend that is under way is surely over; that one has to be taken as sent.
            { WishUnderWay: true } => asked with { Attempts = 0, ResentAt = e.At, Reminders = state.Reminders + (state.Wish == SinkAct.Remind ? 1 : 0) },
            _ => asked with { Attempts = 0, NotBefore = e.At },
        };
    }

    private static DeliveryState TakenBack(DeliveryState state) =>
        state.State is InviteState.Sending or InviteState.Ambiguous or InviteState.NeedsReview ? state with { Wish = null } : Over(state, state.Reason);

    /// <summary>A person's own resend fulfils the wish for one; a wish to archive outlives it.</summary>
    private static DeliveryState Resent(DeliveryState state, DateTimeOffset at) => state.Wish switch
    {
        SinkAct.Resend => Over(state, null) with { ResentAt = at },
        SinkAct.Remind => Over(state, null) with { ResentAt = at, Reminders = state.Reminders + (state.WishUnderWay ? 1 : 0) },
        _ => state with { ResentAt = at },
    };

    /// <summary>A resend is not repeated: a second copy is worse than a missing reminder. Archiving twice is the same as once.</summary>
    private static DeliveryState Unknown(DeliveryState state, DateTimeOffset at, string reason, DeliveryPolicy policy) =>
        state.Wish == SinkAct.Archive
            ? BackOff(state, at, reason, policy)
            : Resent(state, at) with { Reason = $"it may have been sent again, and is not sent once more: {reason}" };

    private static DeliveryState BackOff(DeliveryState state, DateTimeOffset at, string reason, DeliveryPolicy policy)
    {
        var attempts = state.Attempts + 1;
        return attempts >= policy.MaxAttempts
            ? Over(state, FormattableString.Invariant($"given up after {attempts} attempts ({state.Wish}): {reason}")) with { Attempts = attempts }
            : Later(state, at + DeliveryPolicy.Backoff(attempts)) with { Attempts = attempts };
    }

    private static DeliveryState Later(DeliveryState state, DateTimeOffset at) => state with { WishUnderWay = false, NotBefore = at };

    private static DeliveryState Over(DeliveryState state, string? reason) =>
        state with { Wish = null, WishUnderWay = false, NotBefore = null, Reason = reason };

    private static string? Outdated(DeliveryState state, SinkAct act) => (act, state.State) switch
    {
        (SinkAct.Resend or SinkAct.Remind, not (InviteState.Sent or InviteState.PartiallyCompleted)) => $"the invite is {state.State}",
        // What the person has answered is the recruiter's to keep; only an open door is closed.
        (SinkAct.Archive, not (InviteState.Sent or InviteState.PartiallyCompleted)) => $"the invite is {state.State}",
        _ when state.InviteReference is null && state.State is InviteState.Sent or InviteState.PartiallyCompleted => "the person was erased",
        _ => null,
    };
}
