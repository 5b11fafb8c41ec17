namespace AtsBridge.Simulation.Clockwork;

/// <summary>
/// All that is still to happen in one world, ordered by time and, at one time, by the order in which it was planned. One thread
/// runs it, so that a seed is the whole explanation of what happens.
/// </summary>
internal sealed class Timeline
{
    private readonly PriorityQueue<Happening, (long At, long Order)> _queue = new(256);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    /// <summary>Virtual time in ticks since the world began.</summary>
    internal long Now { get; private set; }

    /// <summary>What has happened so far.</summary>
    internal long Count { get; private set; }

    /// <summary>Plans something that no node does: the platform, the store's server, fate.</summary>
    internal void Post(long at, Action what) => Post(at, null, what, 0);

    /// <summary>Plans something that a node does; it does not happen if the node is dead by then, and later if it is frozen.</summary>
    internal void Post(long at, Node node, Action what) => Post(at, node, what, 0);

    internal void Post(long at, Node node, Task task) => Post(at, node, task, 0);

    internal void Post(long at, Node node, NodeTimer timer, long version) => Post(at, node, (object)timer, version);

    /// <summary>Runs until nothing is left, or the next thing lies beyond the end, or the world says that it is over.</summary>
    internal void Run(long end, Func<bool> over)
    {
        while (!over() && _queue.TryDequeue(out var happening, out var moment))
        {
            if (moment.At > end)
            {
                Now = end;
                return;
            }

            Now = moment.At;
            Happen(happening);
        }
    }

    private void Happen(Happening happening)
    {
        if (happening.Node is { } node)
        {
            node.Step();
            if (node.Dead)
            {
                return;
            }

            if (node.FrozenUntil > Now)
            {
                // What piles up while a process stands still comes in any order when it goes on.
                Post(node.FrozenUntil + node.Jitter(), node, happening.What, happening.Version);
                return;
            }
        }

        Count++;
        switch (happening.What)
        {
            case Task task:
                happening.Node!.Scheduler.Execute(task);
                break;
            case NodeTimer timer:
                timer.Fire(happening.Version);
                break;
            default:
                ((Action)happening.What)();
                break;
        }
    }

    private void Post(long at, Node? node, object what, long version)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException("Something of this world runs on another thread: an await has left the node's scheduler.");
        }

        _queue.Enqueue(new Happening(node, what, version), (at < Now ? Now : at, _order++));
    }

    private sealed record Happening(Node? Node, object What, long Version);
}
