using AtsBridge.WriteBack;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Tells the systems that applications came from what became of invites. What it can't tell waits, and stands in nobody's way.</summary>
[DisallowConcurrentExecution]
internal sealed class WriteBackJob(WriteBackPass pass, ILogger<WriteBackJob> logger) : IJob
{
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    internal static readonly JobKey Key = new("all", "write-back");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        WriteBackSummary summary;
        try
        {
            summary = await pass.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is left stays owed.
            return;
        }

        if (summary.Told > 0)
        {
            WriteBackLog.Told(logger, summary.Told);
        }

        foreach (var reason in summary.PutOff)
        {
            WriteBackLog.PutOff(logger, reason);
        }

        foreach (var reason in summary.Refused)
        {
            WriteBackLog.Refused(logger, reason);
        }
    }
}
