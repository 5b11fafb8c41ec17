using AtsBridge.Ledger;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Ledger;

/// <summary>Puts together everything on record of an application.</summary>
internal sealed class StoryTeller(StoreDb db)
{
    private static readonly string Decided =
        $"""
        SELECT {Row<TransitionRow>.ColumnsOf("t")}, {Row<DecisionRow>.ColumnsOf("d")} FROM stage_transition t JOIN decision d ON d.transition_id = t.id
        WHERE t.source = ?1 AND t.application_key = ?2 ORDER BY t.id
        """;

    /// <summary>
    /// The key is indexed within its source. A cross join, because SQLite keeps the order of one: with another it may well go through
    /// the applications first.
    /// </summary>
    private static readonly string WithKey =
        $"SELECT {Row<ApplicationRow>.ColumnsOf("a")} FROM source CROSS JOIN application a ON a.source = source.name AND a.application_key = ?1 ORDER BY source.name";

    internal IReadOnlyList<ApplicationStory> Tell(string who)
    {
        var stories = new List<ApplicationStory>();
        var told = new HashSet<(string Source, string Key)>();
        foreach (var row in Find(who))
        {
            if (told.Add((row.Source, row.ApplicationKey)))
            {
                stories.Add(Tell(row.Source, row.ApplicationKey, row));
            }
        }

        var unread = db.Ask("SELECT DISTINCT source FROM quarantine WHERE application_key = ?1", r => r.GetString(0), who);
        foreach (var source in unread.Order(StringComparer.Ordinal))
        {
            if (told.Add((source, who)))
            {
                stories.Add(Tell(source, who, null));
            }
        }

        return stories;
    }

    /// <summary>Four questions, each by its index, instead of one that would read the whole snapshot.</summary>
    private IEnumerable<ApplicationRow> Find(string who) =>
    [
        .. db.Rows<ApplicationRow>("WHERE application_id = ?1 ORDER BY source, application_key", who),
        .. db.Ask(WithKey, reader => Row<ApplicationRow>.Read(reader, 0), who),
        .. db.Rows<ApplicationRow>("WHERE candidate_id = ?1 ORDER BY source, application_key", who),
        .. db.Rows<ApplicationRow>("WHERE email_identity = ?1 ORDER BY source, application_key", PersonIdentity.OfEmail(who)),
    ];

    private ApplicationStory Tell(string source, string key, ApplicationRow? row)
    {
        var runs = row is null ? [] : db.Rows<RunRow>("WHERE id IN (?1, ?2)", row.FirstRun, row.LastRun).ToDictionary(r => r.Id, r => r.ToCertificate());
        var invites = db.Rows<InviteRow>("WHERE source = ?1 AND application_key = ?2 ORDER BY id", source, key);
        var attempts = db.Rows<AttemptRow>("WHERE invite_id IN (SELECT id FROM invite WHERE source = ?1 AND application_key = ?2) ORDER BY id", source, key);
        // Not by the index of the source, which is as long as the quarantine: the plus keeps SQLite from it.
        var quarantined = db.Rows<QuarantineRow>("WHERE application_key = ?1 AND +source = ?2 ORDER BY id DESC", key, source);
        return new()
        {
            Source = source,
            Application = row is null ? null : ApplicationJson.Read(row.Body),
            Present = row?.Present ?? false,
            FirstRun = runs.GetValueOrDefault(row?.FirstRun ?? 0),
            LastRun = runs.GetValueOrDefault(row?.LastRun ?? 0),
            Transitions = db.Ask(Decided, r => TransitionRows.ToDecided(Row<TransitionRow>.Read(r, 0), Row<DecisionRow>.Read(r, Row<TransitionRow>.Columns)), source, key),
            Invites = invites.ConvertAll(i => i.ToInvite()),
            Attempts = attempts.ConvertAll(a => a.ToAttempt()),
            Quarantined = quarantined.ConvertAll(q => q.ToRecord()),
        };
    }
}
