using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Erasure;

/// <summary>What becomes of an invite when its person is erased. Pure.</summary>
public static class ErasureRule
{
    /// <summary>No request lasts longer; one that is open for longer than this was left by its sender.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(6);

    /// <summary>
    /// Why an invite can't be forgotten now, as a sentence that says when to try again: while nobody knows whether it was sent,
    /// forgetting it would let the answer write it back. Null: it can.
    /// </summary>
    /// <param name="invite">The invite.</param>
    /// <param name="attempts">The requests made for it.</param>
    /// <param name="now">Now, UTC.</param>
    public static string? Objection(Invite invite, IEnumerable<Attempt> attempts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var open = attempts.Where(a => IsOpen(a, now)).Select(a => a.StartedAt + LongestRequest).DefaultIfEmpty().Max();
        if (open != default)
        {
            return FormattableString.Invariant($"For invite {invite.Id} a request is under way at the sink. Try again after {open:u}.");
        }

        return invite.Delivery.State is InviteState.Sending or InviteState.Ambiguous
            ? FormattableString.Invariant($"Invite {invite.Id} is {invite.Delivery.State}: whether it was sent is not known yet, and it is cancelled if it was not. The host, or a sync, finds out; try again after {Later(invite.Delivery.NotBefore, now):u}.")
            : null;
    }

    /// <summary>An invite that must not go out any more: cancelled, or cancelled once it is known that nothing was sent.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="now">Now, UTC.</param>
    public static Invite Stopped(Invite invite, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return invite with { Delivery = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Cancel(now, Sync.CancelReasons.Erased), new DeliveryPolicy()).State };
    }

    /// <summary>
    /// What stays of an invite, so that the counts hold: sink, route, times, and where it stood. What a person would have to look
    /// into is over with the person.
    /// </summary>
    /// <param name="invite">The invite.</param>
    /// <param name="now">Now, UTC.</param>
    public static Invite Anonymous(Invite invite, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var delivery = Stopped(invite, now).Delivery;
        return invite with
        {
            ApplicationKey = "",
            Identities = [],
            AwaitsPass = false,
            Request = new InviteRequest
            {
                // Not empty: that is how a row is known that can't be read.
                Reference = "erased", PersonExternalId = "", FirstName = "", LastName = "",
                InterviewId = invite.Request.InterviewId, Channels = invite.Request.Channels, ExpiryDays = invite.Request.ExpiryDays,
            },
            Delivery = new DeliveryState
            {
                State = delivery.State == InviteState.NeedsReview ? InviteState.Cancelled : delivery.State,
                Attempts = delivery.Attempts, SentAt = delivery.SentAt, ResentAt = delivery.ResentAt, Reminders = delivery.Reminders, SinkStatus = delivery.SinkStatus, ExpiresAt = delivery.ExpiresAt,
                Reason = delivery.State == InviteState.NeedsReview ? "the person was erased; whether it had been sent was in doubt" : Sync.CancelReasons.Erased,
            },
        };
    }

    /// <summary>Whether a request may still be answered.</summary>
    /// <param name="attempt">The request.</param>
    /// <param name="now">Now, UTC.</param>
    public static bool IsOpen(Attempt attempt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return attempt.FinishedAt is null && attempt.StartedAt + LongestRequest > now;
    }

    private static DateTimeOffset Later(DateTimeOffset? notBefore, DateTimeOffset now) =>
        (notBefore > now ? notBefore.Value : now) + TimeSpan.FromMinutes(2);
}
