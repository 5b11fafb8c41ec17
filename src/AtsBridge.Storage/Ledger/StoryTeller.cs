using AtsBridge.Ledger;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Ledger;

/// <summary>Puts together everything on record of an application.</summary>
internal sealed class StoryTeller(StoreDb db)
{
    internal async Task<IReadOnlyList<ApplicationStory>> TellAsync(string who, CancellationToken cancellationToken)
    {
        var stories = new List<ApplicationStory>();
        var told = new HashSet<(string Source, string Key)>();
        foreach (var row in await FindAsync(who, cancellationToken))
        {
            if (told.Add((row.Source, row.ApplicationKey)))
            {
                stories.Add(await TellAsync(row.Source, row.ApplicationKey, row, cancellationToken));
            }
        }

        var unread = await db.Quarantine.Where(q => q.ApplicationKey == who).Select(q => q.Source).Distinct()
            .ToListAsync(cancellationToken);
        foreach (var source in unread.Order(StringComparer.Ordinal))
        {
            if (told.Add((source, who)))
            {
                stories.Add(await TellAsync(source, who, null, cancellationToken));
            }
        }

        return stories;
    }

    /// <summary>Four questions, each by its index, instead of one that would read the whole snapshot.</summary>
    private async Task<List<ApplicationRow>> FindAsync(string who, CancellationToken cancellationToken)
    {
        var email = PersonIdentity.OfEmail(who);
        var sources = await db.Sources.Select(source => source.Name).ToListAsync(cancellationToken);
        IQueryable<ApplicationRow>[] ways =
        [
            db.Applications.Where(a => a.ApplicationId == who),
            // The key is indexed within its source. Not as a join with the sources: SQLite may well go through the applications first.
            db.Applications.Where(a => sources.Contains(a.Source) && a.ApplicationKey == who),
            db.Applications.Where(a => a.CandidateId == who),
            db.Applications.Where(a => a.EmailIdentity == email),
        ];
        var rows = new List<ApplicationRow>();
        foreach (var way in ways)
        {
            rows.AddRange(await way.OrderBy(a => a.Source).ThenBy(a => a.ApplicationKey).ToListAsync(cancellationToken));
        }

        return rows;
    }

    private async Task<ApplicationStory> TellAsync(string source, string key, ApplicationRow? row, CancellationToken cancellationToken)
    {
        var invites = await db.Invites.Where(i => i.Source == source && i.ApplicationKey == key).OrderBy(i => i.Id)
            .ToListAsync(cancellationToken);
        var ids = invites.ConvertAll(i => i.Id);
        var attempts = await db.Attempts.Where(a => ids.Contains(a.InviteId)).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        // The source is compared here: SQLite would go by its index, which is as long as the quarantine.
        var quarantined = (await db.Quarantine.Where(q => q.ApplicationKey == key).OrderByDescending(q => q.Id).ToListAsync(cancellationToken))
            .Where(q => string.Equals(q.Source, source, StringComparison.Ordinal));
        return new()
        {
            Source = source,
            Application = row is null ? null : ApplicationJson.Read(row.Body),
            Present = row?.Present ?? false,
            FirstRun = await RunAsync(row?.FirstRun, cancellationToken),
            LastRun = await RunAsync(row?.LastRun, cancellationToken),
            Transitions = await TransitionsAsync(source, key, cancellationToken),
            Invites = [.. invites.Select(i => i.ToInvite())],
            Attempts = [.. attempts.Select(a => a.ToAttempt())],
            Quarantined = [.. quarantined.Select(q => q.ToRecord())],
        };
    }

    private async Task<IReadOnlyList<DecidedTransition>> TransitionsAsync(string source, string key, CancellationToken cancellationToken)
    {
        var rows = await (
            from transition in db.Transitions
            where transition.Source == source && transition.ApplicationKey == key
            from decision in db.Decisions.InnerJoin(d => d.TransitionId == transition.Id)
            orderby transition.Id
            select new { transition, decision }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => TransitionRows.ToDecided(r.transition, r.decision))];
    }

    private async Task<RunCertificate?> RunAsync(long? id, CancellationToken cancellationToken) => id is null or 0
        ? null
        : (await db.Runs.FirstOrDefaultAsync(r => r.Id == id, cancellationToken))?.ToCertificate();
}
