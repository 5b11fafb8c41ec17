using AtsBridge.Delivery;
using AtsBridge.Retention;
using AtsBridge.Statuses;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Retention;

/// <summary>
/// Looks first and writes then, a batch at a time: nobody waits for a search. What is removed is overwritten in the file.
/// </summary>
internal sealed class RetentionStore(StoreDatabase database) : IRetentionStore
{
    private static readonly string[] Over =
        [nameof(InviteState.Cancelled), nameof(InviteState.Expired), nameof(InviteState.Hired), nameof(InviteState.Archived)];

    /// <summary>What may be sent yet, or has to be looked up by what it asks for.</summary>
    private static readonly string[] MayBeSent =
    [
        nameof(InviteState.Held), nameof(InviteState.Due), nameof(InviteState.Sending), nameof(InviteState.Waiting),
        nameof(InviteState.Ambiguous), nameof(InviteState.Rejected), nameof(InviteState.NeedsReview),
    ];

    private static readonly string[] WorkedOff =
        [nameof(WebhookState.Moved), nameof(WebhookState.Known), nameof(WebhookState.Outdated)];

    public async Task<int> RemoveRunsAsync(DateTimeOffset before, int keep, int most, CancellationToken cancellationToken)
    {
        var moment = StoreTime.Now(before);
        var ids = await database.ReadAsync(async db =>
        {
            var stay = new HashSet<long>();
            foreach (var source in await db.Runs.Select(r => r.Source).Distinct().ToListAsync(cancellationToken))
            {
                var newest = db.Runs.Where(r => r.Source == source).OrderByDescending(r => r.Id);
                stay.UnionWith(await newest.Take(keep).Select(r => r.Id).ToListAsync(cancellationToken));
                stay.UnionWith(await newest.Where(r => !r.IsPartial && r.Outcome == nameof(RunOutcome.Succeeded) && r.Changed + r.New + r.Vanished > 0)
                    .Take(keep).Select(r => r.Id).ToListAsync(cancellationToken));
                stay.UnionWith(await newest.Where(r => !r.IsPartial && (r.Outcome == nameof(RunOutcome.Succeeded) || r.Outcome == nameof(RunOutcome.NothingNew)))
                    .Take(1).Select(r => r.Id).ToListAsync(cancellationToken));
            }

            return await db.Runs
                .Where(r => r.StartedAt < moment && !r.Baseline && r.Outcome != nameof(RunOutcome.Running) && !stay.Contains(r.Id))
                .OrderBy(r => r.Id).Take(most).Select(r => r.Id).ToListAsync(cancellationToken);
        });
        return ids.Count == 0 ? 0 : await database.WriteAsync(async db =>
        {
            await db.Quarantine.Where(q => ids.Contains(q.RunId)).DeleteAsync(cancellationToken);
            return await db.Runs.Where(r => ids.Contains(r.Id)).DeleteAsync(cancellationToken);
        }, cancellationToken, overwrite: true);
    }

    public async Task<int> RemoveAttemptsAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var moment = StoreTime.Now(before);
        var (attempts, webhooks) = await database.ReadAsync(async db => (
            await db.Attempts
                .Where(a => (a.FinishedAt ?? a.StartedAt) < moment
                    && db.Invites.Any(i => i.Id == a.InviteId && (Over.Contains(i.State) || (a.Kind == nameof(AttemptKind.Status) && !MayBeSent.Contains(i.State)))))
                .OrderBy(a => a.Id).Take(most).Select(a => a.Id).ToListAsync(cancellationToken),
            // Whether a platform has ever told a word by webhook is asked of these: one of each word stays.
            await db.Webhooks
                .Where(w => w.ReceivedAt < moment && WorkedOff.Contains(w.State)
                    && db.Webhooks.Any(n => n.Sink == w.Sink && n.Word == w.Word && n.Id > w.Id && WorkedOff.Contains(n.State)))
                .OrderBy(w => w.Id).Take(most).Select(w => w.Id).ToListAsync(cancellationToken)));
        return attempts.Count + webhooks.Count == 0 ? 0 : await database.WriteAsync(
            async db => await db.Attempts.Where(a => attempts.Contains(a.Id)).DeleteAsync(cancellationToken)
                + await db.Webhooks.Where(w => webhooks.Contains(w.Id)).DeleteAsync(cancellationToken),
            cancellationToken, overwrite: true);
    }

    public async Task<(int Reduced, string? Next)> ReduceAsync(
        string source, DateTimeOffset before, string after, Func<Application, bool, Application?> reduce, bool present, DateTimeOffset now, int most,
        CancellationToken cancellationToken)
    {
        var moment = StoreTime.Now(before);
        var rows = await database.ReadAsync(db => db.Applications
            .Where(a => a.Source == source && string.Compare(a.ApplicationKey, after, StringComparison.Ordinal) > 0
                && a.ReducedAt == null && a.ChangedAt < moment && (present || !a.Present))
            .OrderBy(a => a.ApplicationKey).Take(most).ToListAsync(cancellationToken));
        var wanted = rows.Select(r => (Row: r, Stays: reduce(ApplicationJson.Read(r.Body), r.Present))).Where(r => r.Stays is not null).ToList();
        var reduced = wanted.Count == 0 ? 0 : await database.WriteAsync(async db =>
        {
            var count = 0;
            foreach (var (row, stays) in wanted)
            {
                count += await ReduceAsync(db, row, stays!, now, cancellationToken) ? 1 : 0;
            }

            return count;
        }, cancellationToken, overwrite: true);
        return (reduced, rows.Count < most ? null : rows[^1].ApplicationKey);
    }

    private static async Task<bool> ReduceAsync(StoreDb db, ApplicationRow row, Application stays, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (body, at) = (ApplicationJson.Write(stays), StoreTime.Store(now));
        var same = await db.Applications
            .Where(a => a.Source == row.Source && a.ApplicationKey == row.ApplicationKey && a.LastRun == row.LastRun && a.ChangedAt == row.ChangedAt && a.Present == row.Present)
            .Set(a => a.Body, body)
            .Set(a => a.EmailIdentity, (string?)null)
            .Set(a => a.ReducedAt, at)
            .UpdateAsync(cancellationToken);
        if (same == 0)
        {
            return false;
        }

        var invites = await db.Invites.Where(i => i.Source == row.Source && i.ApplicationKey == row.ApplicationKey && !MayBeSent.Contains(i.State) && !i.WishUnderWay)
            .ToListAsync(cancellationToken);
        foreach (var invite in invites.Select(i => i.ToInvite()).Where(i => !Poison.IsUnreadable(i.Request)))
        {
            await db.ChangeAsync(
                invite with { Request = invite.Request with { FirstName = "", LastName = "", Email = null, Phone = null, TimeZone = null, SmsOptIn = false } },
                invite.ChangedAt, cancellationToken);
        }

        return true;
    }
}
