namespace AtsBridge.Testing;

/// <summary>
/// The clock of a test. It stands still until it is moved; where <see cref="Waiting"/> is set, a wait of the adapter passes at once,
/// and what should happen meanwhile happens.
/// </summary>
public sealed class KitClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = SampleSet.Begin.AddDays(3);

    /// <summary>What happens while the adapter waits on this clock; null: its waits end only when the clock is moved.</summary>
    public Action? Waiting { get; set; }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves the clock.</summary>
    /// <param name="now">To when.</param>
    public void MoveTo(DateTimeOffset now)
    {
        List<Alarm> due;
        lock (_gate)
        {
            _now = now;
            due = [.. _alarms.Where(a => a.Due <= now)];
            _alarms.RemoveAll(due.Contains);
        }

        due.ForEach(a => a.Ring());
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private void Set(Alarm alarm, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _alarms.Remove(alarm);
            if (dueTime < TimeSpan.Zero)
            {
                return;
            }

            alarm.Due = _now + dueTime;
            _alarms.Add(alarm);
        }

        if (Waiting is { } waiting)
        {
            // Not on the thread that asks for the timer: it still has to keep what CreateTimer returns.
            ThreadPool.QueueUserWorkItem(_ =>
            {
                waiting();
                MoveTo(alarm.Due);
            });
        }
    }

    private sealed class Alarm(KitClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
