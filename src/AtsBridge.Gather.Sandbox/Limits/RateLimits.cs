namespace AtsBridge.Gather.Sandbox.Limits;

/// <summary>The limits of every key.</summary>
internal sealed class RateLimits(IReadOnlyList<SandboxRateLimit> limits, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RollingWindow[]> _windows = new(StringComparer.Ordinal);

    /// <summary>Takes a permit of every window, or of none.</summary>
    public LimitState? TryTake(string key)
    {
        if (limits.Count == 0)
        {
            return null;
        }

        lock (_gate)
        {
            var now = time.GetUtcNow();
            var windows = WindowsOf(key);
            foreach (var window in windows)
            {
                window.MoveTo(now);
            }

            var full = windows.Where(window => window.Remaining <= 0).ToList();
            if (full.Count > 0)
            {
                // The one that stays full the longest: before that a request would be refused again.
                var last = full.MaxBy(window => window.ResetAt(now))!;
                return new LimitState(false, last.Limit, 0, last.ResetAt(now));
            }
            foreach (var window in windows)
            {
                window.Take(now);
            }

            var tightest = windows.MinBy(window => window.Remaining)!;
            return new LimitState(true, tightest.Limit, tightest.Remaining, tightest.ResetAt(now));
        }
    }

    /// <summary>What a request without a valid key is told: the headers are on every response.</summary>
    public LimitState? Untouched() =>
        limits.MinBy(limit => limit.Permits) is { } limit ? new LimitState(true, limit.Permits, limit.Permits, time.GetUtcNow()) : null;

    public void Reset()
    {
        lock (_gate)
        {
            _windows.Clear();
        }
    }

    private RollingWindow[] WindowsOf(string key)
    {
        if (!_windows.TryGetValue(key, out var windows))
        {
            _windows[key] = windows = [.. limits.Select(limit => new RollingWindow(limit))];
        }

        return windows;
    }
}
