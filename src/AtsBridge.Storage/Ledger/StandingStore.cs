using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using AtsBridge.WriteBack;

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

    private static readonly string Webhooks =
        $"""
        SELECT state, count(*) FROM webhook WHERE sink = ?1 AND received_at >= ?2 AND state IN ({string.Join(", ", Told.Select(t => $"'{t}'"))}) GROUP BY state
        """;

    public Task<SourceFacts> SourceAsync(string source, CancellationToken cancellationToken) => database.ReadAsync(
        db =>
        {
            var newest = Enum.GetValues<RunOutcome>()
                .SelectMany(outcome => db.Rows<RunRow>("WHERE outcome = ?1 AND source = ?2 AND NOT is_retry ORDER BY id DESC LIMIT 1", outcome.ToString(), source))
                .Select(r => r.ToCertificate()).ToDictionary(r => r.Outcome);
            var facts = new SourceFacts { Newest = newest };
            return facts with
            {
                FirstRunAt = db.Ask("SELECT started_at FROM run WHERE source = ?1 ORDER BY id LIMIT 1", r => r.GetInt64(0), source) is [var first] ? StoreTime.Read(first) : null,
                FailedSinceGood = db.Ask(
                    $"SELECT count(*) FROM run WHERE outcome = '{nameof(RunOutcome.Failed)}' AND source = ?1 AND id > ?2", r => r.GetInt64(0), source, facts.LastGood?.RunId ?? 0)[0],
            };
        }, cancellationToken);

    public Task<SinkFacts> SinkAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) => database.ReadAsync(async db =>
    {
        var state = db.Rows<SinkStateRow>("WHERE sink = ?1", sink).SingleOrDefault();
        // Whatever acts by itself has a time, and nothing else has one. What awaits the end of its pass does not act yet.
        var (due, oldest) = db.Ask(
            "SELECT count(*), min(not_before) FROM invite WHERE sink = ?1 AND backfill IN (FALSE, TRUE) AND not_before <= ?2 AND NOT awaits_pass",
            r => (r.GetInt64(0), r.IsDBNull(1) ? (long?)null : r.GetInt64(1)), sink, StoreTime.Now(now))[0];
        var counts = db.Rows<InviteCountRow>("WHERE sink = ?1 AND invites > 0", sink).FindAll(c => States.Contains(c.State, StringComparer.Ordinal));
        var webhooks = db.Ask(Webhooks, r => (State: Words.Read<WebhookState>(r.GetString(0)), Count: r.GetInt64(1)), sink, StoreTime.Store(now.AddDays(-1)));
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

    public Task<long> DueOfRouteAsync(string sink, string route, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.Ask(
            $"""
            SELECT count(*) FROM invite WHERE sink = ?1 AND backfill IN (FALSE, TRUE) AND not_before <= ?2 AND route = ?3 AND NOT awaits_pass
            AND state NOT IN ('{nameof(InviteState.Ambiguous)}', '{nameof(InviteState.Sending)}')
            """,
            r => r.GetInt64(0), sink, StoreTime.Now(now), route)[0], cancellationToken);

    public Task<IReadOnlyList<UnfinishedInvites>> UnfinishedAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<UnfinishedInvites>>(
        db => [.. db.Rows<InviteCountRow>("WHERE invites > 0").Where(c => Unfinished.Contains(c.State, StringComparer.Ordinal)).GroupBy(c => c.Sink, StringComparer.Ordinal)
            .Select(g => new UnfinishedInvites(g.Key, g.GroupBy(c => c.State, StringComparer.Ordinal).ToDictionary(s => Words.Read<InviteState>(s.Key), s => s.Sum(c => c.Invites))))], cancellationToken);

    public Task<IReadOnlyDictionary<string, long>> RefusedNewsAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<string, long>>(
        db => db.Ask(
            $"SELECT i.route, count(*) FROM news n JOIN invite i ON i.id = n.invite_id WHERE n.state = '{nameof(NewsState.Refused)}' GROUP BY i.route",
            r => (Route: r.GetString(0), Count: r.GetInt64(1))).ToDictionary(r => r.Route, r => r.Count, StringComparer.Ordinal), cancellationToken);

    public string? Host() => database.Holder?.ToString();
}
