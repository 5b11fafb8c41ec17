namespace AtsBridge.Simulation.Clockwork;

/// <summary>A timer of a node; it runs by the node's steady clock.</summary>
/// <param name="node">The process.</param>
/// <param name="callback">What to do.</param>
/// <param name="state">What with.</param>
internal sealed class NodeTimer(Node node, TimerCallback callback, object? state) : ITimer
{
    private long _version;
    private long _suspendedBefore;
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

        if (node.Machine.Suspended > _suspendedBefore)
        {
            // The machine stood still meanwhile: that time does not count.
            Plan(node.Machine.Suspended - _suspendedBefore);
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
        _suspendedBefore = node.Machine.Suspended;
        node.Timeline.Post(node.Timeline.Now + after, node, this, _version);
    }
}
