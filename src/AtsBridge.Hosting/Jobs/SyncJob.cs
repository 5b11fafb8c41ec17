using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Telemetry;
using AtsBridge.Storage;
using AtsBridge.Sync;
using AtsBridge.Told;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>One pass over one source, and then at once the deliveries that it caused.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncJob(ConfiguredSources sources, ConfiguredSinks sinks, SourceSync sync, ToldSync told, BridgeMetrics metrics, ILogger<SyncJob> logger) : IJob
{
    /// <summary>Whether only what webhooks told is worked off.</summary>
    internal const string ToldKey = "told";

    internal const string SourceKey = "source";

    internal static JobKey KeyOf(string source) => new(source, "sync");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // One whose adapter could not be made has said so when the host started.
        if (sources.Find(context.MergedJobDataMap.GetString(SourceKey)!) is not { } source)
        {
            return;
        }

        // What was told first: a sync that is read behind it knows more.
        var round = await WithoutFaultAsync(source, () => told.WorkOffAsync(source, new SyncOptions(), cancellationToken), cancellationToken);
        var invited = false;
        foreach (var report in round?.Reports ?? [])
        {
            invited |= Tell(report);
        }

        if (round?.NeedsRead is { } why)
        {
            Log.ToldNeedsRead(logger, source.Name, why);
        }

        if (round?.NeedsRead is not null || !context.MergedJobDataMap.ContainsKey(ToldKey))
        {
            invited |= await WithoutFaultAsync(source, () => sync.RunAsync(source, new SyncOptions(), cancellationToken), cancellationToken) is { } read && Tell(read);
        }

        if (invited)
        {
            foreach (var sink in sinks.All)
            {
                await context.Scheduler.TriggerJob(DeliveryJob.KeyOf(sink.Name), cancellationToken);
            }
        }
    }

    /// <returns>Whether it has made invites.</returns>
    private bool Tell(SyncReport report)
    {
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

        return report.Certificates.Any(c => c.Invited > 0);
    }

    private async Task<T?> WithoutFaultAsync<T>(ConfiguredSource source, Func<Task<T>> run, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await run();
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
