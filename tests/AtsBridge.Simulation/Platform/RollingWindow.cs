namespace AtsBridge.Simulation.Platform;

/// <summary>The platform's own count of requests in one rolling window.</summary>
/// <param name="limit">Its limit.</param>
internal sealed class RollingWindow(RateLimit limit)
{
    private readonly Queue<long> _ours = new();
    private readonly Queue<long> _others = new();

    internal int Permits => limit.Permits;

    /// <summary>Ours within the window that ends now.</summary>
    internal int Ours => _ours.Count;

    internal int Left => limit.Permits - _ours.Count - _others.Count;

    internal bool Full => _ours.Count + _others.Count > limit.Permits;

    /// <summary>When the window is no longer full, if nobody asks meanwhile.</summary>
    internal long FreeAt
    {
        get
        {
            var all = _ours.Concat(_others).Order().ToList();
            return all[all.Count - limit.Permits] + limit.Window.Ticks;
        }
    }

    /// <summary>When the oldest request leaves it.</summary>
    internal long RenewedAt(long now) =>
        Math.Min(_ours.TryPeek(out var ours) ? ours : now, _others.TryPeek(out var others) ? others : now) + limit.Window.Ticks;

    internal void Count(long now, bool ours)
    {
        Leave(_ours, now);
        Leave(_others, now);
        (ours ? _ours : _others).Enqueue(now);
    }

    private void Leave(Queue<long> times, long now)
    {
        while (times.TryPeek(out var first) && first <= now - limit.Window.Ticks)
        {
            times.Dequeue();
        }
    }
}
