using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;

namespace AtsBridge.Simulation.Store;

/// <summary>The search for the next request to make.</summary>
internal sealed partial class ModelStore
{
    private Claim Search(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake)
    {
        if (Refusal(sink, now) is { } refusal)
        {
            return refusal;
        }

        // Each whose step asked for nothing is woken once a search, so that the search ends.
        var seen = new HashSet<long>();
        var moment = ModelTime.Down(now);
        while (NextDue(sink, moment, seen) is { } invite)
        {
            var (woken, effect) = wake(WithFacts(invite));
            var state = woken with { PersonResentAt = null };
            if (effect != DeliveryEffect.None)
            {
                if (ModelBudget.FullUntil(_attempts, sink, now, limits, policy) is { } until)
                {
                    return new Claim.NoBudget(until);
                }

                // What the worker gets has the times that it computed; what is stored is rounded.
                Change(invite with { Delivery = state }, now);
                var claimed = invite with { Delivery = state, Epoch = invite.Epoch + 1, ChangedAt = now };
                return new Claim.Work(claimed, effect, Open(invite.Id, sink, KindOf(effect), now), state.NotBefore ?? now + policy.Lease);
            }

            if (state == invite.Delivery || !(state.NotBefore is { } time && ModelTime.Up(time) <= moment))
            {
                seen.Add(invite.Id);
            }

            if (state != invite.Delivery)
            {
                Change(invite with { Delivery = state }, now);
            }
        }

        return new Claim.NothingDue(NextAt(sink, moment));
    }

    private Invite? NextDue(string sink, DateTimeOffset now, HashSet<long> seen)
    {
        Invite? best = null;
        foreach (var invite in _invites)
        {
            if (Acts(invite, sink) && invite.Delivery.NotBefore <= now && !seen.Contains(invite.Id) && (best is null || Before(invite, best)))
            {
                best = invite;
            }
        }

        return best;
    }

    /// <summary>Live before backfill, then the oldest time first, then the lowest number (in whose order they are gone through).</summary>
    private static bool Before(Invite one, Invite other) =>
        one.Backfill != other.Backfill ? !one.Backfill : one.Delivery.NotBefore < other.Delivery.NotBefore;

    private DateTimeOffset? NextAt(string sink, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var invite in _invites)
        {
            if (Acts(invite, sink) && invite.Delivery.NotBefore is { } time && time > now && !(next <= time))
            {
                next = time;
            }
        }

        return next;
    }

    private bool Acts(Invite invite, string sink) => Is(invite, sink) && !invite.AwaitsPass
        && (invite.Delivery.State is InviteState.Ambiguous or InviteState.Sending || invite.Delivery.WishUnderWay || !IsPaused(PauseScope.Route, invite.Route))
        && (invite.Delivery.State is InviteState.Due or InviteState.Waiting or InviteState.Ambiguous or InviteState.Sending || invite.Delivery.Wish is not null
            || invite.Delivery is { State: InviteState.Held, Held: HoldReason.UndoWindow });

    private DeliveryState WithFacts(Invite invite) => invite.Delivery is { Wish: SinkAct.Resend or SinkAct.Remind }
        ? invite.Delivery with { PersonResentAt = PersonResentAt(invite) }
        : WithPerson(invite);

    private DateTimeOffset? PersonResentAt(Invite invite)
    {
        var mine = _invites.Where(i => i.Id == invite.Id || (invite.Delivery.PersonReference is { } person && Is(i, invite.Sink)
            && string.Equals(i.Delivery.PersonReference, person, StringComparison.Ordinal))).ToDictionary(i => i.Id);
        return mine.Values.Select(i => i.Delivery.ResentAt)
            .Concat(_attempts.Where(a => mine.ContainsKey(a.InviteId) && a.Kind is AttemptKind.Resend or AttemptKind.Remind
                && a.Outcome is AttemptOutcome.Open or AttemptOutcome.Unknown or AttemptOutcome.Done).Select(a => (DateTimeOffset?)a.StartedAt)).Max();
    }

    private DeliveryState WithPerson(Invite invite)
    {
        if (invite.Delivery.PersonReference is not null || invite.Delivery.State is not (InviteState.Due or InviteState.Waiting))
        {
            return invite.Delivery;
        }

        var reference = invite.Identities.Order(StringComparer.Ordinal)
            .Select(identity => _persons.GetValueOrDefault((invite.Sink, identity))).FirstOrDefault(r => r is not null);
        return reference is null ? invite.Delivery : invite.Delivery with { PersonReference = reference };
    }

    private static AttemptKind KindOf(DeliveryEffect effect) => effect switch
    {
        DeliveryEffect.CreatePerson => AttemptKind.CreatePerson,
        DeliveryEffect.CreateInvite => AttemptKind.CreateInvite,
        DeliveryEffect.Resend => AttemptKind.Resend,
        DeliveryEffect.Archive => AttemptKind.Archive,
        DeliveryEffect.Remind => AttemptKind.Remind,
        _ => AttemptKind.LookUp,
    };
}
