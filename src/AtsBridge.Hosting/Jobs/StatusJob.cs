using AtsBridge.Delivery;
using AtsBridge.Hosting.Composition;
using AtsBridge.Ledger;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Asks one sink where sent invites stand, a few at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class StatusJob(ConfiguredSinks sinks, StatusRefresh refresh, ILedgerStore ledger, StopLog stops, ILogger<StatusJob> logger) : IJob
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
        }

        // Whatever was asked: the question that was refused is not among it.
        stops.Tell(sink.Name, await ledger.StoppedAsync(sink.Name, cancellationToken));
    }
}
