using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using AtsBridge.WriteBack;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.WriteBack;

/// <summary>News of invites. Looks before it asks for the right to write, because it is asked often and mostly owes nothing.</summary>
internal sealed class WriteBackStore(StoreDatabase database) : IWriteBackStore
{
    public async Task SetRoutesAsync(IReadOnlyCollection<string> routes, CancellationToken cancellationToken)
    {
        var known = await database.ReadAsync(db => db.WriteBackRoutes.Select(r => r.Route).ToListAsync(cancellationToken));
        if (routes.ToHashSet(StringComparer.Ordinal).SetEquals(known))
        {
            return;
        }

        await database.WriteAsync(async db =>
        {
            await db.WriteBackRoutes.DeleteAsync(cancellationToken);
            foreach (var route in routes)
            {
                await db.InsertAsync(new WriteBackRouteRow { Route = route }, token: cancellationToken);
            }

            return await db.News.Where(n => !db.Invites.Any(i => i.Id == n.InviteId && db.WriteBackRoutes.Any(r => r.Route == i.Route))).DeleteAsync(cancellationToken);
        }, cancellationToken);
    }

    public Task<IReadOnlyList<OwedNews>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var time = StoreTime.Now(now);
        return database.ReadAsync<IReadOnlyList<OwedNews>>(async db =>
        {
            var due = await db.News.Where(n => n.NotBefore != null && n.NotBefore <= time).OrderBy(n => n.NotBefore).ThenBy(n => n.InviteId).Take(most)
                .Join(db.Invites, n => n.InviteId, i => i.Id, (n, i) => new { News = n, Invite = i }).ToListAsync(cancellationToken);
            var owed = new List<OwedNews>(due.Count);
            foreach (var row in due)
            {
                var invite = row.Invite.ToInvite();
                var application = await db.Applications.Where(a => a.Source == invite.Source && a.ApplicationKey == invite.ApplicationKey)
                    .Select(a => a.Body).FirstOrDefaultAsync(cancellationToken);
                owed.Add(new(invite.Id, invite.Source, Of(invite, application is null ? null : ApplicationJson.Read(application)), row.News.Change, row.News.Tries));
            }

            return owed;
        });
    }

    public Task ToldAsync(IReadOnlyList<OwedNews> told, CancellationToken cancellationToken) =>
        told.Count == 0 ? Task.CompletedTask : database.WriteAsync(async db =>
        {
            foreach (var one in told)
            {
                await db.News.Where(n => n.InviteId == one.InviteId && n.Change == one.Change).DeleteAsync(cancellationToken);
            }

            return 0;
        }, cancellationToken);

    public Task PutOffAsync(OwedNews owed, DateTimeOffset? notBefore, string fault, CancellationToken cancellationToken)
    {
        long? time = notBefore is { } moment ? StoreTime.Store(moment) : null;
        return database.WriteAsync(db => db.News.Where(n => n.InviteId == owed.InviteId && n.Change == owed.Change)
            .Set(n => n.NotBefore, time).Set(n => n.Tries, owed.Tries + 1).Set(n => n.Fault, fault).UpdateAsync(cancellationToken), cancellationToken);
    }

    private const string JustSent = "sent";

    private static InviteNews Of(Invite invite, Application? application) => new(
        invite.Request.Reference, application?.ApplicationId ?? invite.ApplicationKey, ProgressOf(invite.Delivery.State),
        invite.Delivery.SinkStatus ?? (invite.Delivery.State == InviteState.Sent ? JustSent : invite.Delivery.State.ToString()), invite.Delivery.StatusAt ?? invite.ChangedAt)
    {
        CandidateId = application?.CandidateId, JobId = application?.JobId, Route = invite.Route, InterviewId = invite.Request.InterviewId,
    };

    private static InviteProgress ProgressOf(InviteState state) =>
        Enum.TryParse<InviteProgress>(state.ToString(), out var progress) ? progress : InviteProgress.Unknown;
}
