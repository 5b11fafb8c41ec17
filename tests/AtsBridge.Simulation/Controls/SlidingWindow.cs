namespace AtsBridge.Simulation.Controls;

/// <summary>
/// What System.Threading.RateLimiting's SlidingWindowRateLimiter does, in virtual time (the original asks the machine's own clock):
/// the window is cut into segments; at the end of each, the permits taken one window ago come back together.
/// </summary>
/// <param name="permits">Its permits.</param>
/// <param name="window">Its window.</param>
/// <param name="segments">Its segments.</param>
internal sealed class SlidingWindow(int permits, TimeSpan window, int segments)
{
    private readonly int[] _taken = new int[segments];
    private int _left = permits;
    private int _segment;
    private long _replenishedAt;

    internal TimeSpan Segment => window / segments;

    internal bool HasPermit(long now)
    {
        Replenish(now);
        return _left > 0;
    }

    internal void Take()
    {
        _left--;
        _taken[_segment]++;
    }

    private void Replenish(long now)
    {
        while (now - _replenishedAt >= Segment.Ticks)
        {
            _replenishedAt += Segment.Ticks;
            _segment = (_segment + 1) % segments;
            _left += _taken[_segment];
            _taken[_segment] = 0;
        }
    }
}
