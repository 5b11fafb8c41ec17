using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Delivery;

/// <summary>The search for the next request to make, inside its one transaction.</summary>
internal sealed class ClaimSearch(
    StoreDb db, string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
    Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake)
{
    /// <summary>Invites whose step asked for nothing: each is woken once a search, so that the search ends.</summary>
    private readonly HashSet<long> _seen = [];

    internal async Task<Claim> RunAsync(CancellationToken cancellationToken)
    {
        if (db.Refusal(sink, now) is { } refusal)
        {
            return refusal;
        }

        var time = StoreTime.Now(now);
        while (db.NextDue(sink, time, _seen) is { } row)
        {
            if (await WakeAsync(row.ToInvite(), cancellationToken) is { } claim)
            {
                return claim;
            }
        }

        return new Claim.NothingDue(db.NextAt(sink, time));
    }

    private async Task<Claim?> WakeAsync(Invite invite, CancellationToken cancellationToken)
    {
        if (Poison.IsUnreadable(invite.Request))
        {
            await db.ParkAsync(invite.Id, now, cancellationToken);
            return null;
        }

        var (woken, effect) = wake(await WithFactsAsync(invite, cancellationToken));
        var state = woken with { PersonResentAt = null };
        if (effect == DeliveryEffect.None)
        {
            if (state == invite.Delivery || !ActsAgain(state))
            {
                _seen.Add(invite.Id);
            }

            if (state != invite.Delivery)
            {
                await WriteAsync(invite with { Delivery = state }, cancellationToken);
            }

            return null;
        }

        if (await db.FullUntilAsync(sink, now, limits, policy, cancellationToken) is { } until)
        {
            return new Claim.NoBudget(until);
        }

        var claimed = await WriteAsync(invite with { Delivery = state }, cancellationToken);
        var attempt = db.InsertOne(AttemptRows.Open(invite.Id, sink, AttemptKinds.Of(effect), now), cancellationToken);
        return new Claim.Work(claimed, effect, attempt, state.NotBefore ?? now + policy.Lease);
    }

    /// <summary>What the step must know of the person beyond this one invite.</summary>
    private async Task<DeliveryState> WithFactsAsync(Invite invite, CancellationToken cancellationToken) =>
        invite.Delivery is { Wish: SinkAct.Resend or SinkAct.Remind }
            ? invite.Delivery with { PersonResentAt = await db.PersonResentAtAsync(invite, cancellationToken) }
            : WithPerson(invite);

    /// <summary>
    /// The person may have been made known by an earlier invite: one request less. Not where a request for the person is still
    /// in doubt: its look-up would ask for an invite that nobody has tried to create.
    /// </summary>
    private DeliveryState WithPerson(Invite invite)
    {
        if (invite.Delivery.PersonReference is not null || invite.Delivery.State is not (InviteState.Due or InviteState.Waiting))
        {
            return invite.Delivery;
        }

        var ask = db.Statement("SELECT reference FROM sink_person WHERE sink = @sink AND identity = @identity", "@sink", "@identity");
        foreach (var identity in invite.Identities.Order(StringComparer.Ordinal))
        {
            using var reader = ask.Read(sink, identity);
            if (reader.Read())
            {
                return invite.Delivery with { PersonReference = reader.GetString(0) };
            }
        }

        return invite.Delivery;
    }

    private async Task<Invite> WriteAsync(Invite invite, CancellationToken cancellationToken) =>
        await db.ChangeAsync(invite, now, cancellationToken)
            ? invite with { Epoch = invite.Epoch + 1, ChangedAt = now }
            : throw new StoreException(FormattableString.Invariant($"Invite {invite.Id} changed inside the transaction that claims it, so something else writes past the store's lock. Nothing was sent; check that the store is on a local disk."));

    private bool ActsAgain(DeliveryState state) => state.NotBefore is { } time && StoreTime.Store(time) <= StoreTime.Now(now);
}
