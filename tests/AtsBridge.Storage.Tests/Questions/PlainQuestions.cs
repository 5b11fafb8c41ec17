using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests.Questions;

/// <summary>The same questions in the plainest way: the tables as the mapping reads them, whole, and the rest in memory.</summary>
internal sealed class PlainQuestions(StoreDb db)
{
    internal IReadOnlyList<ApplicationStory> Explain(string who)
    {
        var (all, email) = (db.Applications.ToList().OrderBy(a => a.Source, StringComparer.Ordinal).ThenBy(a => a.ApplicationKey, StringComparer.Ordinal).ToList(), PersonIdentity.OfEmail(who));
        var found = all.Where(a => a.ApplicationId == who).Concat(all.Where(a => a.ApplicationKey == who)).Concat(all.Where(a => a.CandidateId == who)).Concat(all.Where(a => a.EmailIdentity == email));
        var known = found.DistinctBy(a => (a.Source, a.ApplicationKey)).ToList();
        var unread = db.Quarantine.ToList().Where(q => q.ApplicationKey == who).Select(q => q.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(source => !known.Exists(a => a.Source == source && a.ApplicationKey == who));
        return [.. known.Select(a => Story(a.Source, a.ApplicationKey, a)), .. unread.Select(source => Story(source, who, null))];
    }

    internal IReadOnlyList<Invite> Invites(InviteFilter filter) =>
    [
        .. db.Invites.ToList().OrderByDescending(i => i.Id).Select(i => i.ToInvite()).Where(i =>
            (filter.Ids.Count == 0 || filter.Ids.Contains(i.Id))
            && (filter.States.Count == 0 || filter.States.Contains(i.Delivery.State))
            && !(filter.ChangedBefore <= i.ChangedAt)
            && (filter.RunId is not { } run || i.RunId == run || i.GuardRun == run)
            && (filter.Held is not { } held || (i.Delivery.State == InviteState.Held && i.Delivery.Held == held))
            && (filter.Sink ?? i.Sink) == i.Sink && (filter.Route ?? i.Route) == i.Route && (filter.Source ?? i.Source) == i.Source),
    ];

    internal SourceFacts Source(string source)
    {
        var runs = db.Runs.ToList().Where(r => r.Source == source).Select(r => r.ToCertificate()).OrderBy(r => r.RunId).ToList();
        var facts = new SourceFacts { Newest = runs.Where(r => !r.IsPartial).GroupBy(r => r.Outcome).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Last()) };
        return facts with
        {
            FirstRunAt = runs.FirstOrDefault()?.StartedAt,
            FailedSinceGood = runs.Count(r => r.Outcome == RunOutcome.Failed && r.RunId > (facts.LastGood?.RunId ?? 0)),
        };
    }

    internal SinkFacts Sink(string sink, DateTimeOffset now)
    {
        var state = db.SinkStates.ToList().Find(s => s.Sink == sink);
        var invites = db.Invites.ToList().Where(i => i.Sink == sink).ToList();
        var due = invites.Where(i => i.NotBefore <= StoreTime.Now(now) && !i.AwaitsPass).ToList();
        var webhooks = db.Webhooks.ToList().Where(w => w.Sink == sink && w.ReceivedAt >= StoreTime.Store(now.AddDays(-1))).Select(w => Words.Read<WebhookState>(w.State)).ToList();
        return new()
        {
            StoppedReason = state?.StoppedReason,
            StoppedSince = state?.StoppedReason is null ? null : StoreTime.Read(state.ChangedAt),
            LimitedUntil = state?.LimitedUntil > StoreTime.Now(now) ? StoreTime.Read(state.LimitedUntil) : null,
            Budgets = [],
            Due = due.Count,
            OldestDueAt = StoreTime.Read(due.Min(i => i.NotBefore)),
            Invites = invites.GroupBy(i => Words.Read<InviteState>(i.State)).ToDictionary(g => g.Key, g => g.LongCount()),
            Held = invites.Where(i => i.State == nameof(InviteState.Held) && i.Held is not null).GroupBy(i => Words.Read<HoldReason>(i.Held!)).ToDictionary(g => g.Key, g => g.LongCount()),
            WebhooksCame = webhooks.Count(w => w is WebhookState.Moved or WebhookState.Known or WebhookState.Outdated),
            WebhooksLost = webhooks.Count(w => w == WebhookState.Lost),
        };
    }

    internal long DueOfRoute(string sink, string route, DateTimeOffset now) => db.Invites.ToList().Count(i =>
        i.Sink == sink && i.Route == route && i.NotBefore <= StoreTime.Now(now) && !i.AwaitsPass && i.State is not (nameof(InviteState.Ambiguous) or nameof(InviteState.Sending)));

    internal IReadOnlyList<UnfinishedInvites> Unfinished() =>
    [
        .. db.Invites.ToList().Where(i => UnfinishedInvites.States.Contains(Words.Read<InviteState>(i.State))).GroupBy(i => i.Sink, StringComparer.Ordinal)
            .Select(g => new UnfinishedInvites(g.Key, g.GroupBy(i => Words.Read<InviteState>(i.State)).ToDictionary(s => s.Key, s => s.LongCount()))),
    ];

    internal IReadOnlyList<Pause> Pauses() =>
        [.. db.Pauses.ToList().OrderBy(p => p.Since).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => new Pause(Words.Read<PauseScope>(p.Scope), p.Name, StoreTime.Read(p.Since), p.Reason))];

    internal IReadOnlyList<string> StagesSeen(string source) => [.. db.StagesSeen.ToList().Where(s => s.Source == source).Select(s => s.Stage).Order(StringComparer.Ordinal)];

    internal IReadOnlyList<StageShift> Emptied(string source)
    {
        var kept = db.StageHeads.ToList().Where(h => h.Source == source).Select(h => (h.Stage, h.StageId)).ToList();
        var heads = kept.Count > 0 ? kept : [.. db.Applications.ToList().Where(a => a.Source == source && a.Present).Select(a => (a.Stage, a.StageId))];
        return
        [
            .. db.StageMoves.ToList().Where(m => m.Source == source && m.Most >= SourceGuard.Fewest)
                .OrderByDescending(m => m.Most).ThenBy(m => m.FromStage, StringComparer.Ordinal).ThenBy(m => m.ToStage, StringComparer.Ordinal)
                .Select(m => StageShift.OfStages(m.FromStage, m.ToStage)).Where(way => !heads.Exists(h => way.LeavesFrom(h.Stage, h.StageId))),
        ];
    }

    private ApplicationStory Story(string source, string key, ApplicationRow? row)
    {
        var runs = db.Runs.ToList();
        var decisions = db.Decisions.ToList();
        var invites = db.Invites.ToList().Where(i => i.Source == source && i.ApplicationKey == key).OrderBy(i => i.Id).ToList();
        return new()
        {
            Source = source,
            Application = row is null ? null : ApplicationJson.Read(row.Body),
            Present = row is { Present: true },
            FirstRun = runs.Find(r => r.Id == row?.FirstRun)?.ToCertificate(),
            LastRun = runs.Find(r => r.Id == row?.LastRun)?.ToCertificate(),
            Transitions =
            [
                .. db.Transitions.ToList().Where(t => t.Source == source && t.ApplicationKey == key).OrderBy(t => t.Id)
                    .Join(decisions, t => t.Id, d => d.TransitionId, TransitionRows.ToDecided),
            ],
            Invites = [.. invites.Select(i => i.ToInvite())],
            Attempts = [.. db.Attempts.ToList().Where(a => invites.Exists(i => i.Id == a.InviteId)).OrderBy(a => a.Id).Select(a => a.ToAttempt())],
            Quarantined = [.. db.Quarantine.ToList().Where(q => q.Source == source && q.ApplicationKey == key).OrderByDescending(q => q.Id).Select(q => q.ToRecord())],
        };
    }
}
