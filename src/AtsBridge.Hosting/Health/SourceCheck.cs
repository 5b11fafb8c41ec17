using AtsBridge.Hosting.Configuration;
using AtsBridge.Ledger;

namespace AtsBridge.Hosting.Health;

/// <summary>Judges one source by its runs and its schedule: a pure function.</summary>
internal static class SourceCheck
{
    internal static SourceStatus Status(SourceConfiguration source, SourceFacts facts, DateTimeOffset now)
    {
        var good = facts.LastGood;
        var goodAt = good?.FinishedAt ?? good?.StartedAt;
        // A clock that was set back must not excuse a source for as long as it was ahead.
        var since = (goodAt ?? facts.FirstRunAt) is { } time ? Earlier(time, now) : (DateTimeOffset?)null;
        var lateAt = source.Schedule is { } schedule && since is { } begin
            ? Punctuality.LateAt(schedule, begin, good is null ? TimeSpan.Zero : goodAt!.Value - good.StartedAt)
            : null;
        var late = lateAt <= now;
        return new()
        {
            Name = source.Name,
            Adapter = source.Adapter.Name,
            Schedule = source.Schedule,
            Condition = facts switch
            {
                { FirstRunAt: null } => SourceCondition.NeverRead,
                { Failure: not null } => SourceCondition.Failed,
                _ => late ? SourceCondition.Late : SourceCondition.Works,
            },
            LastRun = facts.Last,
            LastGoodAt = goodAt,
            Silence = now - since,
            NextAt = source.Schedule is null ? null : Punctuality.NextAt(source.Schedule, now),
            LateAt = lateAt,
            Late = late,
            FailedRuns = facts.FailedSinceGood,
            Reason = facts.Failure?.Reason,
            Quarantined = facts.LastRead?.Quarantined ?? 0,
            RunningSince = facts.RunningSince,
        };
    }

    internal static IEnumerable<Finding> Problems(SourceStatus source, string? host)
    {
        if (source.Condition == SourceCondition.Failed)
        {
            var runs = source.FailedRuns == 1 ? "Its last run" : FormattableString.Invariant($"Its last {source.FailedRuns} runs");
            yield return new(
                FindingKind.SourceFailed, source.Name, $"Source {source.Name} can't be read. {runs} failed; {Silence(source)}. {source.Reason}",
                $"atsbridge plan --source {CommandText.Quoted(source.Name)}", source.FailedRuns);
        }
        else if (source.Condition == SourceCondition.Late)
        {
            var why = (source.RunningSince, host) switch
            {
                ({ } since, _) => FormattableString.Invariant($" A run is under way since {since:u}, or its process vanished."),
                (_, null) => " No host is running (atsbridge run).",
                _ => "",
            };
            yield return new(
                FindingKind.SourceLate, source.Name,
                FormattableString.Invariant($"Source {source.Name} is late: {Silence(source)}, and its schedule ({source.Schedule}) wanted one by {source.LateAt:u}.{why}"),
                $"atsbridge plan --source {CommandText.Quoted(source.Name)}");
        }
    }

    internal static IEnumerable<Finding> Notes(SourceStatus source)
    {
        if (source.Condition == SourceCondition.NeverRead)
        {
            yield return new(
                FindingKind.NeverRead, source.Name, $"Source {source.Name} was never read: its first sync is the baseline and invites nobody.",
                $"atsbridge plan --source {CommandText.Quoted(source.Name)}");
        }

        if (source.Quarantined > 0)
        {
            var records = source.Quarantined == 1 ? "1 record" : FormattableString.Invariant($"{source.Quarantined} records");
            yield return new(
                FindingKind.Quarantined, source.Name, $"{records} of the last read of source {source.Name} could not be understood.",
                $"atsbridge quarantine list --source {CommandText.Quoted(source.Name)}", source.Quarantined);
        }
    }

    private static string Silence(SourceStatus source) => source.LastGoodAt is { } at
        ? FormattableString.Invariant($"no good run for {TimeInWords.Of(source.Silence!.Value)} (since {at:u})")
        : $"no good run yet, for {TimeInWords.Of(source.Silence!.Value)}";

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
