using AtsBridge.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace AtsBridge.Hosting.Jobs;

/// <summary>
/// When what runs: one sync job a source by its cron expression, in UTC, and once at the start to catch up; one delivery job, one
/// status job and one inbox job a sink. Quartz wakes us and is never what prevents a duplicate.
/// </summary>
internal static class Schedules
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(5);

    internal static void AddSchedules(this IServiceCollection services, BridgeConfiguration configuration)
    {
        services.AddHostedService<HostStart>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o => o.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            foreach (var source in configuration.Sources)
            {
                AddSource(quartz, source);
            }

            quartz.AddJob<ReminderJob>(j => j.WithIdentity(ReminderJob.Key));
            quartz.AddTrigger(t => t.ForJob(ReminderJob.Key).WithIdentity(ReminderJob.Key.Name).StartNow()
                .WithSimpleSchedule(s => s.WithInterval(ReminderJob.Every).RepeatForever()));
            if (configuration.Routes.All.Any(r => r.WriteBack is not null))
            {
                quartz.AddJob<WriteBackJob>(j => j.WithIdentity(WriteBackJob.Key));
                quartz.AddTrigger(t => t.ForJob(WriteBackJob.Key).WithIdentity(WriteBackJob.Key.Name, WriteBackJob.Key.Group).StartNow()
                    .WithSimpleSchedule(s => s.WithInterval(WriteBackJob.Every).RepeatForever()));
            }

            if (configuration.Retention.Any)
            {
                quartz.AddJob<RetentionJob>(j => j.WithIdentity(RetentionJob.Key));
                quartz.AddTrigger(t => t.ForJob(RetentionJob.Key).WithIdentity(RetentionJob.Key.Name, RetentionJob.Key.Group)
                    .StartAt(TimeProvider.System.GetUtcNow() + RetentionJob.FirstAfter)
                    .WithSimpleSchedule(s => s.WithInterval(RetentionJob.Every).RepeatForever()));
            }

            foreach (var sink in configuration.Sinks)
            {
                AddEvery<DeliveryJob>(quartz, DeliveryJob.KeyOf(sink.Name), sink.Name, DeliveryJob.Every);
                AddEvery<StatusJob>(quartz, StatusJob.KeyOf(sink.Name), sink.Name, AskEvery);
                AddEvery<InboxJob>(quartz, InboxJob.KeyOf(sink.Name), sink.Name, DeliveryJob.Every);
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);

        // A request that is under way is brought to its end; the host must outlive the longest.
        var longest = configuration.Sinks.Select(s => s.Delivery.Lease).DefaultIfEmpty(TimeSpan.FromSeconds(30)).Max();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = longest + TimeSpan.FromSeconds(10));
    }

    /// <summary>What a webhook told is worked off by the same job as a sync, because the two must not run side by side.</summary>
    private static void AddSource(IQuartzBuilder quartz, SourceConfiguration source)
    {
        var key = SyncJob.KeyOf(source.Name);
        var hears = typeof(IWebhookReceiver).IsAssignableFrom(source.Adapter.Type);
        if (source.Schedule is null && !hears)
        {
            return;
        }

        quartz.AddJob<SyncJob>(j => j.WithIdentity(key).UsingJobData(SyncJob.SourceKey, source.Name));
        if (hears)
        {
            quartz.AddTrigger(t => t.ForJob(key).WithIdentity(source.Name, "told").UsingJobData(SyncJob.ToldKey, true).StartNow()
                .WithSimpleSchedule(s => s.WithInterval(DeliveryJob.Every).RepeatForever()));
        }

        if (source.Schedule is null)
        {
            return;
        }

        quartz.AddTrigger(t => t.ForJob(key).WithIdentity(source.Name, "sync")
            .WithCronSchedule(source.Schedule!, c => c.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        quartz.AddTrigger(t => t.ForJob(key).WithIdentity(source.Name, "catch-up").StartNow());
    }

    private static void AddEvery<TJob>(IQuartzBuilder quartz, JobKey key, string sink, TimeSpan every)
        where TJob : IJob
    {
        quartz.AddJob<TJob>(j => j.WithIdentity(key).UsingJobData(DeliveryJob.SinkKey, sink));
        quartz.AddTrigger(t => t.ForJob(key).WithIdentity(key.Name, key.Group).StartNow()
            .WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()));
    }
}
