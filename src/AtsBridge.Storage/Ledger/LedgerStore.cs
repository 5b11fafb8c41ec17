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
        database.ReadAsync<IReadOnlyList<Invite>>(async db =>
        {
            var rows = new List<InviteRow>();
            foreach (var part in await new InvitePlaces(filter).PartsAsync(db, Filtered(db, filter), cancellationToken))
            {
                rows.AddRange(await part.OrderByDescending(i => i.Id).Take(filter.Limit).ToListAsync(cancellationToken));
            }

            return [.. rows.OrderByDescending(r => r.Id).Take(filter.Limit).Select(r => r.ToInvite())];
        });

    public Task<IReadOnlyList<long>> NumbersAsync(InviteFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<long>>(async db =>
            await Filtered(db, filter).OrderByDescending(i => i.Id).Select(i => i.Id).ToListAsync(cancellationToken));

    public Task<long> ChosenAsync(InviteFilter filter, CancellationToken cancellationToken) => database.ReadAsync(async db =>
    {
        var places = new InvitePlaces(filter);
        return places.AreAll ? await places.CountAsync(db, cancellationToken) : await Filtered(db, filter).LongCountAsync(cancellationToken);
    });

    public Task<IReadOnlyDictionary<InviteState, long>> CountAsync(string? sink, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<InviteState, long>>(async db =>
        {
            var counts = await db.InviteCounts.Where(c => c.Invites > 0 && (sink == null || c.Sink == sink)).ToListAsync(cancellationToken);
            return counts.GroupBy(c => Words.Read<InviteState>(c.State)).ToDictionary(g => g.Key, g => g.Sum(c => c.Invites));
        });

    public Task<Invite?> FindAsync(long inviteId, CancellationToken cancellationToken) => database.ReadAsync(async db =>
        (await db.Invites.FirstOrDefaultAsync(i => i.Id == inviteId, cancellationToken))?.ToInvite());

    public Task<IReadOnlyList<Attempt>> AttemptsAsync(long inviteId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Attempt>>(async db =>
        {
            var rows = await db.Attempts.Where(a => a.InviteId == inviteId).OrderBy(a => a.Id).ToListAsync(cancellationToken);
            return [.. rows.Select(r => r.ToAttempt())];
        });

    public Task<bool> ChangeAsync(Invite invite, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.ChangeAsync(invite, at, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<(Invite Before, Invite? After)>> ChangeAllAsync(
        IReadOnlyCollection<long> inviteIds, Func<Invite, Invite?> change, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.ChangeAllAsync(inviteIds, change, at, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<ApplicationStory>> ExplainAsync(string who, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ApplicationStory>>(async db => await new StoryTeller(db).TellAsync(who.Trim(), cancellationToken));

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

    public Task<IReadOnlySet<string>> StagesSeenAsync(string source, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<string>>(async db => (await db.StagesSeen.Where(s => s.Source == source).Select(s => s.Stage)
            .ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal));

    public Task<IReadOnlyList<StageShift>> EmptiedStagesAsync(string source, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.EmptiedStagesAsync(source, cancellationToken));

    public Task<string?> StoppedAsync(string sink, CancellationToken cancellationToken) => database.ReadAsync(db =>
        db.SinkStates.Where(s => s.Sink == sink).Select(s => s.StoppedReason).FirstOrDefaultAsync(cancellationToken));

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

    public Task<IReadOnlyList<Pause>> PausesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Pause>>(async db =>
        {
            var rows = await db.Pauses.OrderBy(p => p.Since).ThenBy(p => p.Name).ToListAsync(cancellationToken);
            return [.. rows.Select(p => new Pause(Words.Read<PauseScope>(p.Scope), p.Name, StoreTime.Read(p.Since), p.Reason))];
        });

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

    private static IQueryable<InviteRow> Filtered(StoreDb db, InviteFilter filter)
    {
        IQueryable<InviteRow> invites = db.Invites;
        if (filter.Ids.Count > 0)
        {
            invites = invites.Where(i => filter.Ids.Contains(i.Id));
        }

        if (filter.States.Count > 0)
        {
            var states = filter.States.Select(s => s.ToString()).ToArray();
            invites = invites.Where(i => states.Contains(i.State));
        }

        if (filter.ChangedBefore is { } before)
        {
            var moment = StoreTime.Store(before);
            invites = invites.Where(i => i.ChangedAt < moment);
        }

        if (filter.RunId is { } run)
        {
            invites = invites.Where(i => i.RunId == run || i.GuardRun == run);
        }

        if (filter.Held?.ToString() is { } held)
        {
            invites = invites.Where(i => i.State == nameof(InviteState.Held) && i.Held == held);
        }

        invites = filter.Sink is { } sink ? invites.Where(i => i.Sink == sink) : invites;
        invites = filter.Route is { } route ? invites.Where(i => i.Route == route) : invites;
        return filter.Source is { } source ? invites.Where(i => i.Source == source) : invites;
    }
}
