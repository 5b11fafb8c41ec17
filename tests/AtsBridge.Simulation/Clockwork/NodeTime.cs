namespace AtsBridge.Simulation.Clockwork;

/// <summary>
/// The clocks of a node. The wall clock can be stepped and can be off; the monotonic one only ever stands still while the whole
/// machine does.
/// </summary>
/// <param name="node">The process.</param>
internal sealed class NodeTime(Node node) : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>How far the wall clock is ahead of true time, in ticks.</summary>
    internal long WallOffset { get; set; }

    /// <summary>For how many ticks the monotonic clock, and with it every timer, stood still.</summary>
    internal long Lost { get; set; }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    internal static DateTimeOffset True(long ticks) => Beginning.AddTicks(ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => True(node.Timeline.Now + WallOffset);

    /// <inheritdoc />
    public override long GetTimestamp() => node.Timeline.Now - Lost;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new NodeTimer(node, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
