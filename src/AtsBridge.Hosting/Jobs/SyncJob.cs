using AtsBridge.Hosting.Composition;
using AtsBridge.Sync;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>One pass over one source, and then at once the deliveries that it caused.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncJob(ConfiguredSources sources, ConfiguredSinks sinks, SourceSync sync, ILogger<SyncJob> logger) : IJob
{
    internal const string SourceKey = "source";

    internal static JobKey KeyOf(string source) => new(source, "sync");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var source = sources.Find(context.MergedJobDataMap.GetString(SourceKey)!)!;
        var report = await sync.RunAsync(source, new SyncOptions(), cancellationToken);
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

        if (report.Certificates.Any(c => c.Invited > 0))
        {
            foreach (var sink in sinks.All)
            {
                await context.Scheduler.TriggerJob(DeliveryJob.KeyOf(sink.Name), cancellationToken);
            }
        }
    }
}
