using AtsBridge.Delivery;

namespace AtsBridge.Statuses;

/// <summary>
/// Works off what came by webhook, and what time alone decides: invites that ran out, reports that stay nobody's, webhooks that
/// never came. All of it is in the store, so a process that dies between taking a webhook and working it off loses nothing.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class StatusInbox(IStatusStore store, TimeProvider time)
{
    /// <summary>Reports in one transaction: enough to be fast, few enough to let others write.</summary>
    private const int Batch = 200;

    /// <summary>
    /// How long a report of an unknown invite is kept. One of ours becomes known within minutes, or when a person has looked into
    /// it; the others belong to people whom somebody else invited.
    /// </summary>
    public static TimeSpan KeepUnmatched => TimeSpan.FromDays(7);

    /// <summary>How long an expected webhook may still come: its platform tries for 5 minutes.</summary>
    public static TimeSpan LateUntil => TimeSpan.FromMinutes(10);

    /// <summary>Works off everything that waits at one sink.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    public async Task<InboxRound> WorkOffAsync(ConfiguredSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var done = new List<WebhookState>();
        IReadOnlyList<WebhookState> some;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = time.GetUtcNow();
            some = await store.WorkOffAsync(sink.Name, now, (state, report) => Apply(state, report, now, sink.Policy), Batch, cancellationToken);
            done.AddRange(some);
        }
        while (some.Count == Batch);

        var expired = await ExpireAsync(sink, cancellationToken);
        var (nobodys, lost) = await store.CloseAsync(sink.Name, time.GetUtcNow() - KeepUnmatched, time.GetUtcNow() - LateUntil, cancellationToken);
        var moved = Count(WebhookState.Moved);
        StatusInstruments.Learned(sink.Name, "webhook", moved);
        StatusInstruments.Lost(sink.Name, lost);
        return new(moved, Count(WebhookState.Known), Count(WebhookState.Outdated), Count(WebhookState.Unmatched), expired, nobodys, lost);

        int Count(WebhookState state) => done.Count(s => s == state);
    }

    /// <summary>One report and one invite: where the invite stands afterwards, and what the report was worth.</summary>
    internal static (DeliveryState State, WebhookState Outcome) Apply(DeliveryState before, StatusReport report, DateTimeOffset now, DeliveryPolicy policy)
    {
        var status = new InviteStatus(report.Progress, report.Word, At: report.At);
        var (after, _) = DeliveryStep.Step(before, new DeliveryEvent.StatusSeen(now, status), policy);
        var known = after.State == before.State && string.Equals(report.Word, before.SinkStatus, StringComparison.Ordinal);
        return (after, known ? WebhookState.Known : after == before ? WebhookState.Outdated : WebhookState.Moved);
    }

    private async Task<int> ExpireAsync(ConfiguredSink sink, CancellationToken cancellationToken)
    {
        var (all, some) = (0, Batch);
        while (some == Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = time.GetUtcNow();
            some = await store.ExpireAsync(
                sink.Name, now, state => DeliveryStep.Step(state, new DeliveryEvent.ExpiryPassed(now), sink.Policy).State, Batch, cancellationToken);
            all += some;
        }

        return all;
    }
}
