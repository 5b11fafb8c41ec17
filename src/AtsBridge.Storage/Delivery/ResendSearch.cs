using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;
using LinqToDB.Async;

namespace AtsBridge.Storage.Delivery;

/// <summary>The permit for the resend that an operator asks for, inside its one transaction.</summary>
internal sealed class ResendSearch(
    StoreDb db, long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection)
{
    internal async Task<ResendPermit> RunAsync(CancellationToken cancellationToken)
    {
        var row = await db.Invites.FirstOrDefaultAsync(i => i.Id == inviteId, cancellationToken)
            ?? throw new StoreException(FormattableString.Invariant($"There is no invite {inviteId} in the store. See: atsbridge invites list"));
        var invite = row.ToInvite();
        var fact = await db.PersonResentAtAsync(invite, cancellationToken);
        if (objection(invite with { Delivery = invite.Delivery with { PersonResentAt = fact } }) is { } words)
        {
            return new ResendPermit.Objected(invite, words);
        }

        if (db.Refusal(invite.Sink, now) is { } refusal)
        {
            return refusal switch
            {
                Claim.Stopped s => new ResendPermit.Stopped(s.Reason),
                Claim.Paused p => new ResendPermit.Paused(p.Since),
                Claim.NoBudget b => new ResendPermit.Limited(b.Until),
                _ => throw new InvalidOperationException($"Unexpected refusal {refusal.GetType().Name}."),
            };
        }

        if (await db.FullUntilAsync(invite.Sink, now, limits, policy, cancellationToken) is { } until)
        {
            return new ResendPermit.NoBudget(until);
        }

        return new ResendPermit.Granted(
            invite, db.InsertOne(AttemptRows.Open(inviteId, invite.Sink, AttemptKind.Resend, now), cancellationToken));
    }
}
