using AtsBridge.Hosting.Composition;
using AtsBridge.Statuses;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>
/// Works off what came by webhook at one sink, and what time alone decides. What waits is in the store, so that a host that died
/// between taking a webhook and working it off goes on here when it starts again.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class InboxJob(ConfiguredSinks sinks, StatusInbox inbox, ILogger<InboxJob> logger) : IJob
{
    internal static JobKey KeyOf(string sink) => new(sink, "inbox");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var sink = sinks.Find(context.MergedJobDataMap.GetString(DeliveryJob.SinkKey)!)!;
        InboxRound round;
        try
        {
            round = await inbox.WorkOffAsync(sink, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is left stays in the store.
            return;
        }

        if (round.Moved + round.Expired > 0)
        {
            InboxLog.WorkedOff(logger, sink.Name, round.Moved, round.Known, round.Outdated, round.Unmatched, round.Expired);
        }

        if (round.Nobodys > 0)
        {
            InboxLog.Forgotten(logger, sink.Name, round.Nobodys, StatusInbox.KeepUnmatched.Days);
        }

        if (round.Lost > 0)
        {
            InboxLog.Lost(logger, sink.Name, round.Lost);
        }
    }
}
