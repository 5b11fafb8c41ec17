using AtsBridge.Delivery;
using AtsBridge.Hosting.Composition;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Delivers what is due at one sink. What is due is computed from the ledger, never from how often this runs.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliveryJob(ConfiguredSinks sinks, InviteDelivery delivery, PauseLog pauses, StopLog stops, TimeProvider time, ILogger<DeliveryJob> logger) : IJob
{
    /// <summary>Every so often work is looked for, whether or not anybody said that there is some.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    internal const string SinkKey = "sink";

    /// <summary>While the budget lets one request through at a time, each is a round of its own; a line for each would say nothing more.</summary>
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    internal static JobKey KeyOf(string sink) => new(sink, "deliver");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var sink = sinks.Find(context.MergedJobDataMap.GetString(SinkKey)!)!;
        await pauses.TellAsync(cancellationToken);
        var begun = time.GetTimestamp();
        var sum = new DeliverySummary { Sink = sink.Name };
        try
        {
            do
            {
                sum = sum.Then(await delivery.DeliverDueAsync(sink, progress: null, cancellationToken));
                if (time.GetElapsedTime(begun) >= BetweenLines)
                {
                    Tell(sum);
                    (begun, sum) = (time.GetTimestamp(), new() { Sink = sink.Name, NextAt = sum.NextAt });
                }
            }
            while (await MoreAsync(sum.NextAt, cancellationToken));
        }
        finally
        {
            Tell(sum);
        }
    }

    /// <summary>Waits for what is due before the next turn: a permit that comes free in between would lie idle until then.</summary>
    private async Task<bool> MoreAsync(DateTimeOffset? next, CancellationToken cancellationToken)
    {
        if (next - time.GetUtcNow() is not { } left || left > Every || cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        try
        {
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Tell(DeliverySummary summary)
    {
        if (summary.Requests > 0)
        {
            Log.Delivered(logger, summary.Sink, summary.Sent, summary.Rejected, summary.NeedsReview, summary.Requests);
        }

        stops.Tell(summary.Sink, summary.Stopped);
    }
}
