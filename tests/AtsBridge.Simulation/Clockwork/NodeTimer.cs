namespace AtsBridge.Simulation.Clockwork;

/// <summary>A timer of a node; it runs by the node's monotonic clock.</summary>
/// <param name="node">The process.</param>
/// <param name="callback">What to do.</param>
/// <param name="state">What with.</param>
internal sealed class NodeTimer(Node node, TimerCallback callback, object? state) : ITimer
{
    private long _version;
    private long _lostBefore;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    /// <inheritdoc />
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _version++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            Plan(dueTime.Ticks);
        }

        return true;
    }

    /// <inheritdoc />
    public void Dispose() => _version++;

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire(long version)
    {
        if (version != _version)
        {
            return;
        }

        if (node.Time.Lost > _lostBefore)
        {
            // The machine stood still meanwhile: that time does not count.
            Plan(node.Time.Lost - _lostBefore);
            return;
        }

        if (_period != Timeout.InfiniteTimeSpan)
        {
            Plan(_period.Ticks);
        }

        callback(state);
    }

    private void Plan(long after)
    {
        _lostBefore = node.Time.Lost;
        node.Timeline.Post(node.Timeline.Now + after, node, this, _version);
    }
}
