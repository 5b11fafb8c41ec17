using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Statuses;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Statuses;

/// <summary>
/// What learning of statuses needs. Each looks before it asks for the right to write, because it is called often and mostly finds
/// nothing to do.
/// </summary>
internal sealed class StatusStore(StoreDatabase database) : IStatusStore
{
    public async Task<bool> ReceiveAsync(
        string sink, string delivery, IReadOnlyList<StatusReport> reports, DateTimeOffset now, CancellationToken cancellationToken) =>
        !await database.ReadAsync(db => IsKnownAsync(db, sink, delivery, cancellationToken))
        && await database.WriteAsync(async db =>
        {
            if (await IsKnownAsync(db, sink, delivery, cancellationToken))
            {
                return false;
            }

            // One delivery may hold several reports; the first has its name, by which all are found again.
            db.InsertNew(reports.Select((report, i) => report.ToRow(sink, i == 0 ? delivery : FormattableString.Invariant($"{delivery}/{i}"), now)), cancellationToken);
            return true;
        }, cancellationToken);

    public async Task<IReadOnlyList<WebhookState>> WorkOffAsync(
        string sink, DateTimeOffset now, Func<DeliveryState, StatusReport, (DeliveryState State, WebhookState Outcome)> apply, int most,
        CancellationToken cancellationToken) =>
        await database.ReadAsync(db => InboxWork.Ready(db, sink).AnyAsync(cancellationToken))
            ? await database.WriteAsync(db => new InboxWork(db, sink, now, apply).RunAsync(most, cancellationToken), cancellationToken)
            : [];

    public async Task<int> ExpireAsync(string sink, DateTimeOffset now, Func<DeliveryState, DeliveryState> expire, int most, CancellationToken cancellationToken)
    {
        var time = StoreTime.Now(now);
        return !await database.ReadAsync(db => RunOut(db, sink, time).AnyAsync(cancellationToken)) ? 0 : await database.WriteAsync(async db =>
        {
            var rows = await RunOut(db, sink, time).OrderBy(i => i.ExpiresAt).Take(most).ToListAsync(cancellationToken);
            foreach (var invite in rows.Select(r => r.ToInvite()))
            {
                await db.ChangeOrParkAsync(invite with { Delivery = expire(invite.Delivery) }, now, cancellationToken);
            }

            return rows.Count;
        }, cancellationToken);
    }

    public Task ExpectAsync(Invite invite, InviteStatus status, bool promised, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            var row = WebhookRows.Expected(invite, status, now);
            var comes = await db.Webhooks.AnyAsync(w => w.Sink == row.Sink && w.Reference == row.Reference && w.State == nameof(WebhookState.Waiting), cancellationToken);
            if (comes || await IsKnownAsync(db, row.Sink, row.Delivery, cancellationToken)
                || !(promised || await HasToldAsync(db, row.Sink, row.Word, cancellationToken)))
            {
                return 0;
            }

            return await db.InsertAsync(row, token: cancellationToken);
        }, cancellationToken);

    public async Task<(int Nobodys, int Lost)> CloseAsync(
        string sink, DateTimeOffset unmatchedBefore, DateTimeOffset expectedBefore, CancellationToken cancellationToken)
    {
        var (unmatched, expected) = (StoreTime.Now(unmatchedBefore), StoreTime.Now(expectedBefore));
        var any = await database.ReadAsync(async db => await Older(db, sink, WebhookState.Unmatched, unmatched).AnyAsync(cancellationToken)
            || await Older(db, sink, WebhookState.Expected, expected).AnyAsync(cancellationToken));
        return !any ? (0, 0) : await database.WriteAsync(async db => (
            await Older(db, sink, WebhookState.Unmatched, unmatched).DeleteAsync(cancellationToken),
            await Older(db, sink, WebhookState.Expected, expected).Set(w => w.State, nameof(WebhookState.Lost)).UpdateAsync(cancellationToken)),
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<WebhookState, long>> CountAsync(string? sink, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var from = StoreTime.Store(since);
        return database.ReadAsync<IReadOnlyDictionary<WebhookState, long>>(async db =>
        {
            var counts = await db.Webhooks.Where(w => (sink == null || w.Sink == sink) && w.ReceivedAt >= from).GroupBy(w => w.State)
                .Select(g => new { State = g.Key, Count = g.LongCount() }).ToListAsync(cancellationToken);
            return counts.ToDictionary(c => Words.Read<WebhookState>(c.State), c => c.Count);
        });
    }

    private static Task<bool> IsKnownAsync(StoreDb db, string sink, string delivery, CancellationToken cancellationToken) =>
        db.Webhooks.AnyAsync(w => w.Sink == sink && w.Delivery == delivery, cancellationToken);

    /// <summary>Whether the sink has ever told this word of an invite of ours by webhook.</summary>
    private static Task<bool> HasToldAsync(StoreDb db, string sink, string word, CancellationToken cancellationToken) => db.Webhooks.AnyAsync(
        w => w.Sink == sink && w.Word == word
            && (w.State == nameof(WebhookState.Moved) || w.State == nameof(WebhookState.Known) || w.State == nameof(WebhookState.Outdated)),
        cancellationToken);

    /// <summary>Without a reference it is that of a person who was erased: nothing happens to it any more.</summary>
    private static IQueryable<InviteRow> RunOut(StoreDb db, string sink, long now) => db.Invites.Where(i =>
        i.Sink == sink && (i.State == nameof(InviteState.Sent) || i.State == nameof(InviteState.PartiallyCompleted))
        && i.ExpiresAt <= now && !i.WishUnderWay && i.InviteReference != null);

    private static IQueryable<WebhookRow> Older(StoreDb db, string sink, WebhookState state, long moment) =>
        db.Webhooks.Where(w => w.Sink == sink && w.State == state.ToString() && w.ReceivedAt < moment);
}
