namespace AtsBridge.Testing;

/// <summary>
/// The clock of a test. It stands still until it is moved, and a delay of the adapter passes at once: what should happen meanwhile
/// happens in <see cref="Waiting"/>. A time-out does not pass by itself.
/// </summary>
public sealed class KitClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = SampleSet.Begin.AddDays(3);

    /// <summary>What happens while the adapter waits on this clock; null: its delays end only when the clock is moved.</summary>
    public Action? Waiting { get; set; } = static () => { };

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

        // Task.Delay hands its task over; a source of cancellation hands itself, and an attempt must not time out while nothing is slow.
        if (Waiting is { } waiting && alarm.IsDelay)
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

        public bool IsDelay => state is Task;

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
