using AtsBridge.Cli.Screens;
using AtsBridge.Delivery;
using AtsBridge.Statuses;
using AtsBridge.Sync;
using AtsBridge.WriteBack;

namespace AtsBridge.Cli.Session;

/// <summary>The steps of one pass by hand: read and decide, deliver, ask for statuses, tell what became of invites.</summary>
internal sealed class Pass(BridgeSession session, Screen screen)
{
    private static readonly TimeSpan NotAskedFor = TimeSpan.FromMinutes(5);

    internal async Task<IReadOnlyList<SyncReport>> SyncAsync(IReadOnlyList<ConfiguredSource> sources, SyncOptions options, CancellationToken cancellationToken) =>
        await ReadAsync(sources, options, cancellationToken);

    internal async Task<IReadOnlyList<SyncReport>> PlanAsync(IReadOnlyList<ConfiguredSource> sources, CancellationToken cancellationToken) =>
        await ReadAsync(sources, new SyncOptions { Mode = SyncMode.Plan }, cancellationToken);

    internal async Task<IReadOnlyList<DeliverySummary>> DeliverAsync(bool wait, CancellationToken cancellationToken)
    {
        var time = session.Get<TimeProvider>();
        var deliveries = session.Get<InviteDelivery>();
        var summaries = new List<DeliverySummary>();
        // What is sent by a route that tells nobody yet would never be owed.
        await session.Get<IWriteBackStore>().SetRoutesAsync(session.Routes.Telling, cancellationToken);
        await session.Get<Reminders>().WishAsync(cancellationToken);
        foreach (var sink in session.Sinks.All)
        {
            // Whoever calls by hand has looked at the key, or wants to know whether it works now.
            await session.Get<IDeliveryStore>().SetStoppedAsync(sink.Name, reason: null, time.GetUtcNow(), cancellationToken);
            var sum = await deliveries.DeliverDueAsync(sink, progress: null, cancellationToken);
            while (wait && sum is { Stopped: null, NextAt: { } next })
            {
                await DelayUntilAsync(next, time, cancellationToken);
                sum = sum.Then(await deliveries.DeliverDueAsync(sink, progress: null, cancellationToken));
            }

            summaries.Add(sum);
        }

        return summaries;
    }

    internal async Task<IReadOnlyList<object>> RefreshAsync(CancellationToken cancellationToken)
    {
        var asked = new List<object>();
        foreach (var sink in session.Sinks.All)
        {
            // What a host took before it ended, and what has run out since.
            await session.Get<StatusInbox>().WorkOffAsync(sink, cancellationToken);
            var (count, moved) = await session.Get<StatusRefresh>().RefreshAsync(sink, NotAskedFor, most: 200, cancellationToken);
            asked.Add(new { sink = sink.Name, asked = count, moved });
        }

        return asked;
    }

    internal Task<WriteBackSummary> TellAsync(CancellationToken cancellationToken) => session.Get<WriteBackPass>().RunAsync(cancellationToken);

    private async Task<IReadOnlyList<SyncReport>> ReadAsync(IReadOnlyList<ConfiguredSource> sources, SyncOptions options, CancellationToken cancellationToken)
    {
        var reports = new List<SyncReport>();
        foreach (var source in sources)
        {
            reports.Add(await ProgressLines.WhileAsync(screen, source.Name, progress =>
                session.Get<SourceSync>().RunAsync(source, options with { Progress = progress }, cancellationToken)));
        }

        return reports;
    }

    private static Task DelayUntilAsync(DateTimeOffset next, TimeProvider time, CancellationToken cancellationToken)
    {
        var left = next - time.GetUtcNow();
        return left > TimeSpan.Zero ? Task.Delay(left, time, cancellationToken) : Task.CompletedTask;
    }
}
