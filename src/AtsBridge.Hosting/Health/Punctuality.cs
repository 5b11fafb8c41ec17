using Quartz;

namespace AtsBridge.Hosting.Health;

/// <summary>What a source's schedule allows. Schedules are in UTC, so no day has a gap or an hour twice.</summary>
internal static class Punctuality
{
    /// <summary>Beyond the second time that was missed: what a start, a pause of the machine or a slow disk may take.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>When the schedule fires next; null where it does not any more.</summary>
    internal static DateTimeOffset? NextAt(string schedule, DateTimeOffset now) => Cron(schedule).GetNextValidTimeAfter(now);

    /// <summary>
    /// From when on a source is late: the second time that its schedule fires after the last good run, the grace, and as long
    /// as that run took. One missed time is a hiccup, and a run that takes longer than the schedule's step is nobody's fault.
    /// </summary>
    /// <param name="schedule">The cron expression.</param>
    /// <param name="since">When the last good run ended; or, where there was none, when the source was tried first.</param>
    /// <param name="took">How long the last good run took.</param>
    /// <returns>Null: never, because the schedule does not fire any more.</returns>
    internal static DateTimeOffset? LateAt(string schedule, DateTimeOffset since, TimeSpan took)
    {
        var cron = Cron(schedule);
        var first = cron.GetNextValidTimeAfter(since);
        var second = first is { } time ? cron.GetNextValidTimeAfter(time) : null;
        return (second ?? first) + Grace + (took > TimeSpan.Zero ? took : TimeSpan.Zero);
    }

    private static CronExpression Cron(string schedule) => new(schedule, TimeZoneInfo.Utc);
}
