using AtsBridge.Delivery;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Worlds;

/// <summary>What the host does with a sink: lets it go at the start, then delivers and asks for statuses, each again and again.</summary>
/// <param name="node">The process.</param>
/// <param name="equipment">What it works with.</param>
/// <param name="idle">The longest pause between two rounds, in ticks.</param>
/// <param name="dice">The world's.</param>
internal sealed class HostProgram(Node node, Equipment equipment, long idle, Dice dice)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NotAskedFor = TimeSpan.FromMinutes(30);

    internal async Task RunAsync(CancellationToken stop)
    {
        using var clocks = new DeliveryClocks(equipment.Store, equipment.DeliveryTime, node.Machine.Origin, beside: false);
        try
        {
            await StartAsync(stop);
            await Task.WhenAll(DeliverAsync(clocks, stop), RefreshAsync(clocks, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while it asked the store.
        }
    }

    private async Task StartAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await equipment.Store.SetStoppedAsync(equipment.Sink.Name, reason: null, node.Time.GetUtcNow(), stop);
                return;
            }
            catch (StoreFault)
            {
                await PauseAsync(Shortest, stop);
            }
        }
    }

    private async Task DeliverAsync(DeliveryClocks clocks, CancellationToken stop)
    {
        var delivery = new InviteDelivery(equipment.Deliveries, equipment.DeliveryTime, clocks);
        while (!stop.IsCancellationRequested)
        {
            DateTimeOffset? next = null;
            try
            {
                next = (await delivery.DeliverDueAsync(equipment.Sink, progress: null, stop)).NextAt;
            }
            catch (StoreFault)
            {
                // The job failed; the next one comes by itself.
            }

            var wait = next - node.Time.GetUtcNow() ?? TimeSpan.MaxValue;
            await PauseAsync(Shortest + TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, idle) + dice.Milliseconds(0, 5_000)), stop);
        }
    }

    private async Task RefreshAsync(DeliveryClocks clocks, CancellationToken stop)
    {
        var refresh = new StatusRefresh(equipment.Deliveries, new NoStatuses(), clocks);
        while (!stop.IsCancellationRequested)
        {
            await PauseAsync(TimeSpan.FromMinutes(5 + dice.Below(20)), stop);
            try
            {
                await refresh.RefreshAsync(equipment.Sink, NotAskedFor, 50, stop);
            }
            catch (StoreFault)
            {
                // As for delivery.
            }
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken stop) => Task.Delay(pause, node.Time, stop);
}
