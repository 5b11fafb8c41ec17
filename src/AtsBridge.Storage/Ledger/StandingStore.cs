using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Ledger;

/// <summary>Answers how things stand, each question by an index.</summary>
internal sealed class StandingStore(StoreDatabase database) : IStandingStore
{
    /// <summary>Those that this program knows; a newer one may have written others.</summary>
    private static readonly string[] States = Enum.GetNames<InviteState>();

    private static readonly string[] Reasons = Enum.GetNames<HoldReason>();

    private static readonly string[] Unfinished = [.. UnfinishedInvites.States.Select(s => s.ToString())];

    /// <summary>What came and what did not, of webhooks that told of an invite of ours or should have.</summary>
    private static readonly string[] Told = [nameof(WebhookState.Moved), nameof(WebhookState.Known), nameof(WebhookState.Outdated), nameof(WebhookState.Lost)];

    private static readonly bool[] LiveAndBackfill = [false, true];

    public Task<SourceFacts> SourceAsync(string source, CancellationToken cancellationToken) => database.ReadAsync(async db =>
    {
        var newest = new Dictionary<RunOutcome, RunCertificate>();
        foreach (var outcome in Enum.GetValues<RunOutcome>())
        {
            var word = outcome.ToString();
            if (await db.Runs.Where(r => r.Outcome == word && r.Source == source && !r.IsRetry).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken) is { } row)
            {
                newest[outcome] = row.ToCertificate();
            }
        }

        var facts = new SourceFacts { Newest = newest };
        var good = facts.LastGood?.RunId ?? 0;
        return facts with
        {
            FirstRunAt = StoreTime.Read(await db.Runs.Where(r => r.Source == source).OrderBy(r => r.Id)
                .Select(r => (long?)r.StartedAt).FirstOrDefaultAsync(cancellationToken)),
            FailedSinceGood = await db.Runs.LongCountAsync(r => r.Outcome == nameof(RunOutcome.Failed) && r.Source == source && r.Id > good, cancellationToken),
        };
    });

    public Task<SinkFacts> SinkAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) => database.ReadAsync(async db =>
    {
        var state = await db.SinkStates.FirstOrDefaultAsync(s => s.Sink == sink, cancellationToken);
        var (due, oldest) = await DueAsync(db, sink, now, cancellationToken);
        var counts = await db.InviteCounts.Where(c => c.Sink == sink && c.Invites > 0 && States.Contains(c.State)).ToListAsync(cancellationToken);
        var webhooks = await WebhooksAsync(db, sink, now, cancellationToken);
        return new SinkFacts
        {
            StoppedReason = state?.StoppedReason,
            StoppedSince = state is { StoppedReason: not null } ? StoreTime.Read(state.ChangedAt) : null,
            LimitedUntil = state?.LimitedUntil > StoreTime.Now(now) ? StoreTime.Read(state.LimitedUntil) : null,
            Budgets = await db.BudgetsAsync(sink, now, limits, policy, cancellationToken),
            Due = due,
            OldestDueAt = StoreTime.Read(oldest),
            Invites = counts.GroupBy(c => Words.Read<InviteState>(c.State)).ToDictionary(g => g.Key, g => g.Sum(c => c.Invites)),
            WebhooksCame = webhooks.Where(w => w.State != WebhookState.Lost).Sum(w => w.Count),
            WebhooksLost = webhooks.Where(w => w.State == WebhookState.Lost).Sum(w => w.Count),
            Held = counts.Where(c => c.State == nameof(InviteState.Held) && Reasons.Contains(c.Held, StringComparer.Ordinal)).ToDictionary(c => Words.Read<HoldReason>(c.Held), c => c.Invites),
        };
    });

    public Task<long> DueOfRouteAsync(string sink, string route, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(async db =>
    {
        var (due, time) = (0L, StoreTime.Now(now));
        foreach (var backfill in LiveAndBackfill)
        {
            due += await db.Invites.LongCountAsync(
                i => i.Sink == sink && i.Backfill == backfill && i.NotBefore <= time && i.Route == route && !i.AwaitsPass
                    && i.State != nameof(InviteState.Ambiguous) && i.State != nameof(InviteState.Sending),
                cancellationToken);
        }

        return due;
    });

    public Task<IReadOnlyList<UnfinishedInvites>> UnfinishedAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<UnfinishedInvites>>(async db =>
    {
        var counts = await db.InviteCounts.Where(c => Unfinished.Contains(c.State) && c.Invites > 0).ToListAsync(cancellationToken);
        return [.. counts.GroupBy(c => c.Sink, StringComparer.Ordinal)
            .Select(g => new UnfinishedInvites(g.Key, g.GroupBy(c => c.State, StringComparer.Ordinal).ToDictionary(s => Words.Read<InviteState>(s.Key), s => s.Sum(c => c.Invites))))];
    });

    public string? Host() => database.Holder?.ToString();

    /// <summary>Whatever acts by itself has a time, and nothing else has one. What awaits the end of its pass does not act yet.</summary>
    private static async Task<(long Due, long? Oldest)> DueAsync(StoreDb db, string sink, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (due, oldest, time) = (0L, (long?)null, StoreTime.Now(now));
        foreach (var backfill in LiveAndBackfill)
        {
            var mine = db.Invites.Where(i => i.Sink == sink && i.Backfill == backfill && i.NotBefore <= time && !i.AwaitsPass);
            due += await mine.LongCountAsync(cancellationToken);
            var first = await mine.OrderBy(i => i.NotBefore).Select(i => i.NotBefore).FirstOrDefaultAsync(cancellationToken);
            oldest = first is null || oldest < first ? oldest : first;
        }

        return (due, oldest);
    }

    private static async Task<IReadOnlyList<(WebhookState State, long Count)>> WebhooksAsync(
        StoreDb db, string sink, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = StoreTime.Store(now.AddDays(-1));
        var counts = await db.Webhooks.Where(w => w.Sink == sink && Told.Contains(w.State) && w.ReceivedAt >= from).GroupBy(w => w.State)
            .Select(g => new { State = g.Key, Count = g.LongCount() }).ToListAsync(cancellationToken);
        return [.. counts.Select(c => (Words.Read<WebhookState>(c.State), c.Count))];
    }
}
