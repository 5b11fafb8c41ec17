namespace AtsBridge.Simulation.Clockwork;

/// <summary>
/// The clocks of a node, which are its machine's. The wall clock can be set and can be off; the steady one only ever stands still
/// while the whole machine does.
/// </summary>
/// <param name="node">The process.</param>
internal sealed class NodeTime(Node node) : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    internal static DateTimeOffset True(long ticks) => Beginning.AddTicks(ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => node.Machine.Wall;

    /// <inheritdoc />
    public override long GetTimestamp() => node.Machine.Steady;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new NodeTimer(node, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
