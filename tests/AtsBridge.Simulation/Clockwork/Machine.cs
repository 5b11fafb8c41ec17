namespace AtsBridge.Simulation.Clockwork;

/// <summary>What processes on one machine share: its clocks.</summary>
/// <param name="timeline">The world's time.</param>
/// <param name="name">For the trace, and for telling its clock from others'.</param>
internal sealed class Machine(Timeline timeline, string name)
{
    private readonly List<Node> _nodes = [];
    private long _steadyFrom;
    private long _sleepsUntil;
    private int _starts = 1;

    /// <summary>How far the wall clock is ahead of true time, in ticks.</summary>
    internal long WallOffset { get; set; }

    /// <summary>For how many ticks the steady clock, and with it every timer, stood still.</summary>
    internal long Suspended { get; private set; }

    /// <summary>Names what the steady clock counts from.</summary>
    internal string Origin => $"{name}-{_starts}";

    internal DateTimeOffset Wall => NodeTime.True(timeline.Now + WallOffset);

    internal long Steady => timeline.Now - _steadyFrom;

    internal bool Sleeps => _sleepsUntil > timeline.Now;

    internal void Add(Node node)
    {
        _nodes.RemoveAll(n => n.Dead);
        _nodes.Add(node);
        node.Freeze(_sleepsUntil);
    }

    /// <summary>All of it stands still until then, the steady clock too.</summary>
    internal void Suspend(long until)
    {
        var span = until - timeline.Now;
        _sleepsUntil = until;
        _steadyFrom += span;
        Suspended += span;
        _nodes.ForEach(n => n.Freeze(until));
    }

    /// <summary>The power is gone: everything on it is killed, and the steady clock begins anew.</summary>
    /// <returns>The processes that were killed.</returns>
    internal IReadOnlyList<Node> Restart()
    {
        _steadyFrom = timeline.Now;
        _sleepsUntil = timeline.Now;
        _starts++;
        var killed = _nodes.FindAll(n => !n.Dead);
        killed.ForEach(n => n.Kill());
        return killed;
    }
}
