using AtsBridge.Delivery;

namespace AtsBridge.Simulation.Store;

/// <summary>The rate budget, counted from the attempts on record as the real store counts it.</summary>
internal static class ModelBudget
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>When a permit comes free; null: one is free now.</summary>
    internal static DateTimeOffset? FullUntil(
        IReadOnlyList<ModelAttempt> attempts, string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy)
    {
        DateTimeOffset? until = null;
        foreach (var limit in limits)
        {
            if (FullUntil(attempts, sink, ModelTime.Down(now), limit, policy) is { } time && !(until > time))
            {
                until = time;
            }
        }

        return until;
    }

    /// <summary>How many requests could start now, by the limit that leaves the fewest.</summary>
    internal static long Free(
        IReadOnlyList<ModelAttempt> attempts, string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy) =>
        limits.Select(l => (long)l.Permits - Used(attempts, sink, ModelTime.Down(now), l, policy)).DefaultIfEmpty(long.MaxValue).Min();

    private static DateTimeOffset? FullUntil(IReadOnlyList<ModelAttempt> attempts, string sink, DateTimeOffset now, RateLimit limit, DeliveryPolicy policy)
    {
        var window = ModelTime.Up(limit.Window);
        var lease = ModelTime.Up(policy.Lease);
        var left = now - window;
        var used = Used(attempts, sink, now, limit, policy);
        if (used < limit.Permits)
        {
            return null;
        }

        var leaves = attempts.Where(a => Counts(a, sink, left, lease))
            .Select(a => a.FinishedAt is { } finished ? finished + window : a.StartedAt > now - lease ? now + LookAgain : a.StartedAt + lease + window).ToList();
        leaves.Sort();
        return leaves[used - limit.Permits];
    }

    private static int Used(IReadOnlyList<ModelAttempt> attempts, string sink, DateTimeOffset now, RateLimit limit, DeliveryPolicy policy)
    {
        var (left, lease) = (now - ModelTime.Up(limit.Window), ModelTime.Up(policy.Lease));
        var used = 0;
        for (var i = 0; i < attempts.Count; i++)
        {
            used += Counts(attempts[i], sink, left, lease) ? 1 : 0;
        }

        return used;
    }

    private static bool Counts(ModelAttempt attempt, string sink, DateTimeOffset left, TimeSpan lease) =>
        string.Equals(attempt.Sink, sink, StringComparison.Ordinal)
        && (attempt.FinishedAt is { } finished ? finished > left : attempt.StartedAt > left - lease);
}
