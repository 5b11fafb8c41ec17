using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>Virtual time with a wall clock that somebody can set while the steady clock runs on.</summary>
internal sealed class SettableTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _offset;

    internal void SetBy(TimeSpan offset) => _offset += offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
}
