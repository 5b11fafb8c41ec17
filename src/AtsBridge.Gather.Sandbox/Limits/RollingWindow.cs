namespace AtsBridge.Gather.Sandbox.Limits;

/// <summary>
/// A true rolling window: it remembers each request of the last <see cref="SandboxRateLimit.Window"/>. Counting by segments would let
/// nearly twice the limit through one window, and a client that does so here would be refused by the real API.
/// </summary>
internal sealed class RollingWindow(SandboxRateLimit limit)
{
    private readonly Queue<DateTimeOffset> _taken = new();

    public int Limit => limit.Permits;

    public int Remaining => limit.Permits - _taken.Count;

    /// <summary>When the next permit comes back.</summary>
    public DateTimeOffset ResetAt(DateTimeOffset now) => _taken.TryPeek(out var oldest) ? oldest + limit.Window : now;

    /// <summary>Forgets what is no longer in the window; a request leaves it exactly one window after it arrived.</summary>
    public void MoveTo(DateTimeOffset now)
    {
        while (_taken.TryPeek(out var oldest) && oldest + limit.Window <= now)
        {
            _taken.Dequeue();
        }
    }

    public void Take(DateTimeOffset now) => _taken.Enqueue(now);
}
