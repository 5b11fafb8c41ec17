namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>A clock that does not wait: what is waited for is written down and has passed. Time limits, which are longer, never end.</summary>
internal sealed class QuickTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TimeSpan _longestWait = TimeSpan.FromMinutes(30);
    private DateTimeOffset _now = Start;

    public List<TimeSpan> Waits { get; } = [];

    public void Advance(TimeSpan span) => _now += span;

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new QuickTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class QuickTimer(QuickTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > time._longestWait || dueTime < TimeSpan.Zero)
            {
                return true;
            }

            lock (time.Waits)
            {
                time.Waits.Add(dueTime);
                time._now += dueTime;
            }

            // Not from within: whoever makes a timer has not got it yet.
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
