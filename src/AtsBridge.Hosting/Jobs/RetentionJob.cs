using AtsBridge.Hosting.Composition;
using AtsBridge.Retention;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Removes what is over and older than the configuration keeps it, once a day.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(RetentionPass retention, ConfiguredSources sources, ILogger<RetentionJob> logger) : IJob
{
    internal static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>After the start the sources catch up first.</summary>
    internal static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(10);

    internal static readonly JobKey Key = new("all", "retention");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var summary = await retention.RunAsync(sources.All, cancellationToken);
        if (summary.Runs + summary.Attempts + summary.Applications > 0)
        {
            Log.Retained(logger, summary.Runs, summary.Attempts, summary.Applications);
        }
    }
}
