using AtsBridge.Delivery;
using AtsBridge.Hosting.Composition;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Delivers what is due at one sink. What is due is computed from the ledger, never from how often this runs.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliveryJob(ConfiguredSinks sinks, InviteDelivery delivery, ILogger<DeliveryJob> logger) : IJob
{
    internal const string SinkKey = "sink";

    internal static JobKey KeyOf(string sink) => new(sink, "deliver");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var sink = sinks.Find(context.MergedJobDataMap.GetString(SinkKey)!)!;
        var summary = await delivery.DeliverDueAsync(sink, progress: null, cancellationToken);
        if (summary.Requests > 0)
        {
            Log.Delivered(logger, summary.Sink, summary.Sent, summary.Rejected, summary.NeedsReview, summary.Requests);
        }

        if (summary is { Stopped: { } reason, Requests: > 0 })
        {
            Log.SinkStopped(logger, summary.Sink, reason);
        }
    }
}
