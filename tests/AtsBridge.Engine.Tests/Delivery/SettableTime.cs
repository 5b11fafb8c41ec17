using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>Virtual time with a wall clock that somebody can set while the steady clock runs on.</summary>
internal sealed class SettableTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _offset;

    /// <summary>Whoever waits for just this long need not be helped by the test.</summary>
    internal TimeSpan? PassesAlone { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == PassesAlone)
        {
            _ = Task.Run(() => Advance(dueTime));
        }

        return timer;
    }

    internal void SetBy(TimeSpan offset) => _offset += offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
}
