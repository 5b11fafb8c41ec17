using AtsBridge.Delivery;
using AtsBridge.Hosting.Composition;
using AtsBridge.Ledger;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Asks one sink where sent invites stand, a few at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class StatusJob(ConfiguredSinks sinks, StatusRefresh refresh, ILedgerStore ledger, ILogger<StatusJob> logger) : IJob
{
    /// <summary>An invite is asked for this often at most.</summary>
    internal static readonly TimeSpan NotAskedFor = TimeSpan.FromMinutes(30);

    private const int MostAtOnce = 50;

    internal static JobKey KeyOf(string sink) => new(sink, "status");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var sink = sinks.Find(context.MergedJobDataMap.GetString(DeliveryJob.SinkKey)!)!;
        var (asked, moved) = await refresh.RefreshAsync(sink, NotAskedFor, MostAtOnce, cancellationToken);
        if (asked > 0)
        {
            Log.StatusesAsked(logger, sink.Name, asked, moved);
            // A stopped sink is asked nothing, so it is this round that has stopped it; delivery says nothing of what it did not do.
            if (await ledger.StoppedAsync(sink.Name, cancellationToken) is { } reason)
            {
                Log.SinkStopped(logger, sink.Name, reason);
            }
        }
    }
}
