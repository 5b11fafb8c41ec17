using AtsBridge.Delivery;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Delivery;

/// <summary>
/// The rate budget of a sink: a rolling log made of the attempts on record. It counts from the answer, because the sink may
/// count a request anywhere between its start and its answer, and the later moment leaves the window last.
/// </summary>
internal static class RateBudget
{
    /// <summary>When an open request will end is unknown; asking again in a second is soon enough.</summary>
    private const long LookAgain = 1_000;

    /// <summary>When a permit comes free; null: one is free now.</summary>
    internal static async Task<DateTimeOffset?> FullUntilAsync(
        this StoreDb db, string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        long? until = null;
        foreach (var limit in limits)
        {
            if (await db.FullUntilAsync(sink, StoreTime.Now(now), limit, policy, cancellationToken) is { } time && !(until > time))
            {
                until = time;
            }
        }

        return StoreTime.Read(until);
    }

    /// <summary>How many requests could start now, by the limit that leaves the fewest.</summary>
    internal static async Task<long> FreeAsync(
        this StoreDb db, string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        var free = long.MaxValue;
        foreach (var limit in limits)
        {
            var (finished, starts) = await db.UsedAsync(sink, StoreTime.Now(now), limit, policy, cancellationToken);
            free = Math.Min(free, limit.Permits - finished - starts.Count);
        }

        return free;
    }

    /// <summary>What is left of each limit.</summary>
    internal static async Task<IReadOnlyList<BudgetLeft>> BudgetsAsync(
        this StoreDb db, string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        var budgets = new List<BudgetLeft>();
        foreach (var limit in limits)
        {
            var (finished, starts) = await db.UsedAsync(sink, StoreTime.Now(now), limit, policy, cancellationToken);
            var left = Math.Max(0, limit.Permits - finished - starts.Count);
            var next = left > 0 ? null : await db.FullUntilAsync(sink, StoreTime.Now(now), limit, policy, cancellationToken);
            budgets.Add(new(limit, left, StoreTime.Read(next)));
        }

        return budgets;
    }

    private static async Task<long?> FullUntilAsync(
        this StoreDb db, string sink, long now, RateLimit limit, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        var window = Milliseconds(limit.Window);
        var lease = Milliseconds(policy.Lease);
        var left = now - window;
        var open = now - lease;
        var mine = db.Attempts.Where(a => a.Sink == sink);
        var (finished, starts) = await db.UsedAsync(sink, now, limit, policy, cancellationToken);
        var used = finished + starts.Count;
        if (used < limit.Permits)
        {
            return null;
        }

        // One permit comes free when all but so many have left the window.
        var mustLeave = used - limit.Permits + 1;
        var answers = await mine.Where(a => a.FinishedAt > left).OrderBy(a => a.FinishedAt)
            .Select(a => a.FinishedAt!.Value).Take(mustLeave).ToListAsync(cancellationToken);
        return answers.Select(a => a + window)
            .Concat(starts.Select(s => s > open ? now + LookAgain : s + lease + window))
            .Order().ElementAt(mustLeave - 1);
    }

    /// <summary>Requests that count in the window: how many were answered in it, and when those began that have no answer.</summary>
    private static async Task<(int Finished, List<long> Starts)> UsedAsync(
        this StoreDb db, string sink, long now, RateLimit limit, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        var left = now - Milliseconds(limit.Window);
        // Whoever never said how his request ended is counted as if it had begun as late and taken as long as it may.
        var earliest = left - Milliseconds(policy.Lease);
        var mine = db.Attempts.Where(a => a.Sink == sink);
        var finished = await mine.CountAsync(a => a.FinishedAt > left, cancellationToken);
        var starts = await mine.Where(a => a.FinishedAt == null && a.StartedAt > earliest)
            .Select(a => a.StartedAt).ToListAsync(cancellationToken);
        return (finished, starts);
    }

    private static long Milliseconds(TimeSpan span) => (long)Math.Ceiling(span.TotalMilliseconds);
}
