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

    public Task ToldAsync(IReadOnlyList<OwedNews> told, DateTimeOffset at, CancellationToken cancellationToken) =>
        told.Count == 0 ? Task.CompletedTask : database.WriteAsync(async db =>
        {
            foreach (var one in told)
            {
                await Still(db, one).Set(n => n.State, nameof(NewsState.Told)).Set(n => n.NotBefore, (long?)null).Set(n => n.Fault, (string?)null)
                    .Set(n => n.Tries, one.Tries + 1).Set(n => n.TriedAt, StoreTime.Store(at)).UpdateAsync(cancellationToken);
            }

            return 0;
        }, cancellationToken);

    public Task PutOffAsync(OwedNews owed, DateTimeOffset at, DateTimeOffset? notBefore, string fault, CancellationToken cancellationToken)
    {
        long? time = notBefore is { } moment ? StoreTime.Store(moment) : null;
        var state = time is null ? nameof(NewsState.Refused) : nameof(NewsState.Owed);
        return database.WriteAsync(db => Still(db, owed).Set(n => n.State, state).Set(n => n.NotBefore, time).Set(n => n.Fault, fault)
            .Set(n => n.Tries, owed.Tries + 1).Set(n => n.TriedAt, StoreTime.Store(at)).UpdateAsync(cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyList<NewsEntry>> ListAsync(NewsFilter filter, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<NewsEntry>>(
        db => [.. ChosenNews.StatesOf(filter).SelectMany(state => new ChosenNews(filter, state).Newest(db, filter.Limit)).OrderDescending().Take(filter.Limit)
            .Select(id => Entry(db.Rows<NewsRow>("WHERE invite_id = ?1", id)[0], db.Find(id)!.ToInvite()))], cancellationToken);

    public Task<IReadOnlyDictionary<NewsState, long>> CountAsync(NewsFilter filter, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<NewsState, long>>(
        db => Enum.GetValues<NewsState>().ToDictionary(state => state, state => new ChosenNews(filter, state).Count(db)), cancellationToken);

    public Task<IReadOnlyList<long>> RetryAsync(IReadOnlyCollection<NewsEntry> chosen, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<long>>(async db =>
        {
            var again = new List<long>();
            foreach (var entry in chosen)
            {
                var (id, alsoTold) = (entry.InviteId, entry.State == NewsState.Told);
                if (await db.News.Where(n => n.InviteId == id && (alsoTold || n.State != nameof(NewsState.Told)))
                    .Set(n => n.State, nameof(NewsState.Owed)).Set(n => n.NotBefore, StoreTime.Now(at)).Set(n => n.Tries, 0).UpdateAsync(cancellationToken) > 0)
                {
                    again.Add(id);
                }
            }

            return again;
        }, cancellationToken);

    /// <summary>The row as long as the invite is where it was when it was told.</summary>
    private static IQueryable<NewsRow> Still(StoreDb db, OwedNews owed) => db.News.Where(n => n.InviteId == owed.InviteId && n.Change == owed.Change);

    private static NewsEntry Entry(NewsRow row, Invite invite) => new(row.InviteId, invite.Route, invite.Source, invite.ApplicationKey, Words.Read<NewsState>(row.State))
    {
        Progress = ProgressOf(invite.Delivery.State), Word = WordOf(invite), Tries = row.Tries, Fault = row.Fault,
        TriedAt = StoreTime.Read(row.TriedAt), NotBefore = row.NotBefore is > 0 ? StoreTime.Read(row.NotBefore) : null,
    };

    private const string JustSent = "sent";

    private static InviteNews Of(Invite invite, Application? application) => new(
        invite.Request.Reference, application?.ApplicationId ?? invite.ApplicationKey, ProgressOf(invite.Delivery.State),
        WordOf(invite), invite.Delivery.StatusAt ?? invite.ChangedAt)
    {
        CandidateId = application?.CandidateId, JobId = application?.JobId, Route = invite.Route, InterviewId = invite.Request.InterviewId,
    };

    private static string WordOf(Invite invite) => invite.Delivery.SinkStatus ?? (invite.Delivery.State == InviteState.Sent ? JustSent : invite.Delivery.State.ToString());

    private static InviteProgress ProgressOf(InviteState state) =>
        Enum.TryParse<InviteProgress>(state.ToString(), out var progress) ? progress : InviteProgress.Unknown;
}
