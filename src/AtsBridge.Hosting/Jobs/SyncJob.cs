using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Telemetry;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>One pass over one source, and then at once the deliveries that it caused.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncJob(ConfiguredSources sources, ConfiguredSinks sinks, SourceSync sync, BridgeMetrics metrics, ILogger<SyncJob> logger) : IJob
{
    internal const string SourceKey = "source";

    internal static JobKey KeyOf(string source) => new(source, "sync");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var source = sources.Find(context.MergedJobDataMap.GetString(SourceKey)!)!;
        if (await ReadAsync(source, cancellationToken) is not { } report)
        {
            return;
        }

        metrics.Count(report);
        foreach (var run in report.Certificates)
        {
            if (run.Outcome == RunOutcome.Failed)
            {
                Log.RunFailed(logger, run.RunId, run.Source, run.Reason);
            }
            else
            {
                Log.RunEnded(logger, run.RunId, run.Source, run.Set ?? "nothing to read", run.Baseline && run.Outcome == RunOutcome.Succeeded ? "Baseline" : run.Outcome.ToString(), run.Read, run.Unchanged, run.Changed, run.New, run.Quarantined, run.Transitions, run.Invited, run.Held);
            }
        }

        foreach (var hold in report.Holds)
        {
            // The reason names stages, and in an export whose columns have moved a stage may be somebody's name.
            if (hold.Invites > 0)
            {
                Log.GuardTripped(logger, hold.RunId, report.Source, hold.Invites);
            }
            else
            {
                Log.StageRenamed(logger, hold.RunId, report.Source);
            }
        }

        if (report.Certificates.Any(c => c.Invited > 0))
        {
            foreach (var sink in sinks.All)
            {
                await context.Scheduler.TriggerJob(DeliveryJob.KeyOf(sink.Name), cancellationToken);
            }
        }
    }

    private async Task<SyncReport?> ReadAsync(ConfiguredSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await sync.RunAsync(source, new SyncOptions(), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            metrics.CountBroken(source.Name, RunOutcome.Interrupted);
            throw;
        }
#pragma warning disable CA1031 // Quartz would log it whole, and the message of a fault that nobody foresaw may quote a record.
        catch (Exception exception) when (exception is not StoreException)
#pragma warning restore CA1031
        {
            metrics.CountBroken(source.Name, RunOutcome.Failed);
            Log.SyncBroke(logger, source.Name, exception.GetType().Name, exception.StackTrace);
            return null;
        }
    }
}
