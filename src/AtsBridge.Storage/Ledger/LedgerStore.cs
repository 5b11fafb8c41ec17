using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Ledger;

/// <summary>Answers questions, and takes an operator's changes.</summary>
internal sealed class LedgerStore(StoreDatabase database) : ILedgerStore
{
    public Task<IReadOnlyList<Invite>> ListAsync(InviteFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Invite>>(
            db => [.. new InvitePlaces(filter).Parts(db).SelectMany(part => part.Newest(db, filter.Limit)).OrderByDescending(r => r.Id).Take(filter.Limit).Select(r => r.ToInvite())], cancellationToken);

    public Task<IReadOnlyList<long>> NumbersAsync(InviteFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<long>>(db => new ChosenInvites(filter).Numbers(db), cancellationToken);

    public Task<long> ChosenAsync(InviteFilter filter, CancellationToken cancellationToken) => database.ReadAsync(
        db => new InvitePlaces(filter) is { AreAll: true } places ? places.Count(db) : new ChosenInvites(filter).Count(db), cancellationToken);

    public Task<IReadOnlyDictionary<InviteState, long>> CountAsync(string? sink, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<InviteState, long>>(
            db => db.Rows<InviteCountRow>("WHERE invites > 0").Where(c => sink is null || string.Equals(c.Sink, sink, StringComparison.Ordinal))
                .GroupBy(c => Words.Read<InviteState>(c.State)).ToDictionary(g => g.Key, g => g.Sum(c => c.Invites)), cancellationToken);

    public Task<Invite?> FindAsync(long inviteId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Find(inviteId)?.ToInvite(), cancellationToken);

    public Task<IReadOnlyList<Attempt>> AttemptsAsync(long inviteId, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Attempt>>(
        db => db.Rows<AttemptRow>("WHERE invite_id = ?1 ORDER BY id", inviteId).ConvertAll(r => r.ToAttempt()), cancellationToken);

    public Task<bool> ChangeAsync(Invite invite, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.ChangeAsync(invite, at, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<(Invite Before, Invite? After)>> ChangeAllAsync(
        IReadOnlyCollection<long> inviteIds, Func<Invite, Invite?> change, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.ChangeAllAsync(inviteIds, change, at, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<ApplicationStory>> ExplainAsync(string who, CancellationToken cancellationToken) =>
        database.ReadAsync(db => new StoryTeller(db).Tell(who.Trim()), cancellationToken);

    public Task<IReadOnlyList<QuarantinedRecord>> QuarantineAsync(string? source, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<QuarantinedRecord>>(async db =>
        {
            var wanted = source is null ? db.Quarantine : db.Quarantine.Where(q => q.Source == source);
            var rows = await wanted.OrderByDescending(q => q.Id).Take(limit).ToListAsync(cancellationToken);
            return [.. rows.Select(r => r.ToRecord())];
        });

    public Task<IReadOnlyList<QuarantinedRecord>> OpenQuarantineAsync(string? source, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<QuarantinedRecord>>(async db =>
        {
            var open = db.Quarantine.Where(q => q.Ended == null && (source == null || q.Source == source));
            var rows = await open.OrderByDescending(q => q.Id).Take(limit).ToListAsync(cancellationToken);
            return [.. rows.Select(r => r.ToRecord())];
        });

    public Task<IReadOnlyList<RunCertificate>> RunsAsync(string? source, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RunCertificate>>(async db =>
        {
            var wanted = source is null ? db.Runs : db.Runs.Where(r => r.Source == source);
            var rows = await wanted.OrderByDescending(r => r.Id).Take(limit).ToListAsync(cancellationToken);
            return [.. rows.Select(r => r.ToCertificate())];
        });

    public Task<IReadOnlySet<string>> StagesSeenAsync(string source, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlySet<string>>(
        db => db.Ask("SELECT stage FROM stage_seen WHERE source = ?1", r => r.GetString(0), source).ToHashSet(StringComparer.Ordinal), cancellationToken);

    public Task<IReadOnlyList<StageShift>> EmptiedStagesAsync(string source, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.EmptiedStagesAsync(source, cancellationToken));

    public Task<string?> StoppedAsync(string sink, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Rows<SinkStateRow>("WHERE sink = ?1", sink) is [var state] ? state.StoppedReason : null, cancellationToken);

    public Task<IReadOnlyList<Invite>> UnansweredAsync(
        string route, int fewerReminders, DateTimeOffset after, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Invite>>(async db =>
        {
            var (from, to) = (StoreTime.Store(after), StoreTime.Now(until));
            var rows = await db.Invites
                .Where(i => i.Route == route && i.LastSentAt > from && i.LastSentAt <= to && i.Wish == null && i.Reminders < fewerReminders
                    && (i.State == nameof(InviteState.Sent) || i.State == nameof(InviteState.PartiallyCompleted)))
                .OrderBy(i => i.LastSentAt).ThenBy(i => i.Id).Take(limit).ToListAsync(cancellationToken);
            return [.. rows.Select(r => r.ToInvite())];
        });

    public Task<IReadOnlyList<Pause>> PausesAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Pause>>(
        db => db.Rows<PauseRow>("ORDER BY since, name").ConvertAll(p => new Pause(Words.Read<PauseScope>(p.Scope), p.Name, StoreTime.Read(p.Since), p.Reason)), cancellationToken);

    public Task<bool> PauseAsync(Pause pause, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            var scope = pause.Scope.ToString();
            if (await db.Pauses.AnyAsync(p => p.Scope == scope && p.Name == pause.Name, cancellationToken))
            {
                return false;
            }

            await db.InsertAsync(
                new PauseRow { Scope = scope, Name = pause.Name, Since = StoreTime.Store(pause.Since), Reason = pause.Reason }, token: cancellationToken);
            return true;
        }, cancellationToken);

    public Task<bool> ResumeAsync(PauseScope scope, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            var word = scope.ToString();
            return await db.Pauses.Where(p => p.Scope == word && p.Name == name).DeleteAsync(cancellationToken) > 0;
        }, cancellationToken);
}
