using AtsBridge.Delivery;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Wishes the reminders that are due; delivery sends them within the budget.</summary>
[DisallowConcurrentExecution]
internal sealed class ReminderJob(Reminders reminders, ILogger<ReminderJob> logger) : IJob
{
    internal static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    internal static readonly JobKey Key = new("all", "remind");

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var wished = await reminders.WishAsync(cancellationToken);
        if (wished > 0)
        {
            Log.Reminding(logger, wished);
        }
    }
}
