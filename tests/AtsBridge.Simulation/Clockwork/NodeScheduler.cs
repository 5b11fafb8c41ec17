namespace AtsBridge.Simulation.Clockwork;

/// <summary>
/// The threads of a node. Every task and every continuation is one entry of the timeline, so that a kill or a pause can fall between
/// any two of them.
/// </summary>
/// <param name="node">The process.</param>
internal sealed class NodeScheduler(Node node) : TaskScheduler
{
    /// <inheritdoc />
    public override int MaximumConcurrencyLevel => 1;

    internal void Execute(Task task) => TryExecuteTask(task);

    /// <inheritdoc />
    protected override void QueueTask(Task task) => node.Timeline.Post(node.Timeline.Now + node.Jitter(), node, task);

    /// <inheritdoc />
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc />
    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
