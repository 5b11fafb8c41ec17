using AtsBridge.Delivery;
using AtsBridge.Statuses;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Statuses;

/// <summary>The working off of reports that wait, inside its one transaction.</summary>
internal sealed class InboxWork(
    StoreDb db, string sink, DateTimeOffset now, Func<DeliveryState, StatusReport, (DeliveryState State, WebhookState Outcome)> apply)
{
    /// <summary>What of a sink can be worked off now.</summary>
    internal static IQueryable<WebhookRow> Ready(StoreDb db, string sink) => db.Webhooks.Where(w =>
        w.Sink == sink && w.State == nameof(WebhookState.Waiting)
        && !db.Invites.Any(i => i.Sink == sink && i.InviteReference == w.Reference && i.WishUnderWay));

    internal async Task<IReadOnlyList<WebhookState>> RunAsync(int most, CancellationToken cancellationToken)
    {
        var rows = await Ready(db, sink).OrderBy(w => w.Id).Take(most).ToListAsync(cancellationToken);
        var outcomes = new List<WebhookState>();
        foreach (var row in rows)
        {
            outcomes.Add(await SettleAsync(row, cancellationToken));
        }

        return outcomes;
    }

    private async Task<WebhookState> SettleAsync(WebhookRow report, CancellationToken cancellationToken)
    {
        var reference = report.Reference;
        // More than one where two applications turned out to be one person at the platform, and one invite was adopted by both.
        var invites = await db.Invites.Where(i => i.Sink == sink && i.InviteReference == reference).OrderBy(i => i.Id).ToListAsync(cancellationToken);
        var outcomes = new List<WebhookState>();
        foreach (var invite in invites.Select(row => row.ToInvite()))
        {
            var (state, outcome) = apply(invite.Delivery, report.ToReport());
            if (state != invite.Delivery)
            {
                await db.ChangeOrParkAsync(invite with { Delivery = state }, now, cancellationToken);
            }

            outcomes.Add(outcome);
        }

        var end = outcomes.Count == 0 ? WebhookState.Unmatched : outcomes.Min();
        await db.Webhooks.Where(w => w.Id == report.Id)
            .Set(w => w.State, end.ToString())
            .Set(w => w.SettledAt, StoreTime.Store(now))
            .Set(w => w.InviteId, invites.Count == 0 ? null : invites[0].Id)
            .UpdateAsync(cancellationToken);
        if (invites.Count > 0)
        {
            // It came after all: what was expected was late and not lost.
            await db.Webhooks.Where(w => w.Sink == sink && w.Reference == reference
                    && (w.State == nameof(WebhookState.Expected) || w.State == nameof(WebhookState.Lost)))
                .DeleteAsync(cancellationToken);
        }

        return end;
    }
}
