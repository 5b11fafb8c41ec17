using AtsBridge.Delivery;
using AtsBridge.Hosting.Health;
using AtsBridge.Sync;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Shows how everything stands.</summary>
internal static class StatusScreen
{
    internal static void Show(Screen screen, BridgeStatus status)
    {
        screen.Plain(status.Host is { } host ? $"The host is {host}." : "No host is running: nothing happens by itself.");
        Sources(screen, status);
        Sinks(screen, status);
        Findings(screen, "[red]What needs a person[/]", status.Problems);
        Findings(screen, "[yellow]Worth knowing[/]", status.Notes);
        foreach (var pause in status.Pauses.Where(p => p.Reason is not null))
        {
            screen.Plain($"{PauseLines.Subject(pause.Scope, pause.Name)} was paused with the words: {pause.Reason}");
        }

        screen.Line(status.Healthy ? "[green]Nothing needs you.[/]" : "");
    }

    /// <summary>The same facts for a machine. Spans are in seconds.</summary>
    internal static object Document(BridgeStatus status) => new
    {
        status.At,
        status.Healthy,
        status.Host,
        status.Problems,
        status.Notes,
        sources = status.Sources.Select(s => new
        {
            s.Name,
            s.Adapter,
            s.Schedule,
            s.Condition,
            s.LastGoodAt,
            silenceSeconds = Seconds(s.Silence),
            s.NextAt,
            s.LateAt,
            s.Late,
            s.FailedRuns,
            s.Reason,
            s.Quarantined,
            s.RunningSince,
            lastRun = s.LastRun is { } run ? Document(run) : null,
        }),
        sinks = status.Sinks.Select(s => new
        {
            s.Name,
            s.Adapter,
            s.Condition,
            s.Reason,
            s.Since,
            s.LimitedUntil,
            budgets = s.Budgets.Select(b => new { b.Limit.Permits, windowSeconds = Seconds(b.Limit.Window), b.Left, b.NextAt }),
            s.Due,
            s.OldestDueAt,
            oldestDueSeconds = Seconds(s.OldestDueAge),
            s.Invites,
            s.Held,
            s.WebhooksCame,
            s.WebhooksLost,
        }),
        status.Pauses,
    };

    /// <summary>Without its notes and the guard's words: they name stages, and where columns have moved a stage may be a person's name.</summary>
    private static object Document(RunCertificate run) => new
    {
        run.RunId,
        run.Set,
        run.StartedAt,
        run.FinishedAt,
        run.Outcome,
        run.Baseline,
        run.Read,
        run.Unchanged,
        run.Changed,
        run.New,
        run.Quarantined,
        run.Vanished,
        run.Transitions,
        run.Invited,
        run.Held,
        run.Suppressed,
    };

    private static void Sources(Screen screen, BridgeStatus status)
    {
        var table = Tables.New("Sources", "Source", "Adapter", "State", "Last good run", "Last run", "Next", "Schedule (UTC)");
        foreach (var s in status.Sources)
        {
            var ran = s.LastRun is { } run ? $"{run.Outcome}, {Ago(status.At - (run.FinishedAt ?? run.StartedAt))}" : "never";
            table.Row(
                s.Name, s.Adapter, Word(s.Condition), s.LastGoodAt is { } good ? Ago(status.At - good) : "never",
                s.RunningSince is { } since ? $"{ran}; one is under way, begun {Ago(status.At - since)}" : ran,
                s.NextAt is { } next ? $"in {TimeInWords.Of(next - status.At)}" : null, s.Schedule ?? "only when asked");
        }

        screen.Show(table);
    }

    private static void Sinks(Screen screen, BridgeStatus status)
    {
        var table = Tables.New("Sinks", "Sink", "Adapter", "State", "Budget left", "#Due", "Oldest due", "Invites");
        foreach (var s in status.Sinks)
        {
            table.Row(
                s.Name, s.Adapter, Word(s, status.At), string.Join("\n", s.Budgets.Select(b => Word(b, status.At))), s.Due,
                s.OldestDueAt is null ? null : Ago(s.OldestDueAge),
                string.Join(", ", s.Invites.OrderBy(i => i.Key).Select(i => FormattableString.Invariant($"{i.Value} {i.Key}"))));
        }

        screen.Show(table);
    }

    private static void Findings(Screen screen, string title, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        screen.Line(title);
        foreach (var finding in findings)
        {
            screen.Plain($"  {finding.Message}");
            if (finding.Command is { } command)
            {
                screen.Plain($"      {command}", Color.Blue);
            }
        }
    }

    private static Markup Word(SourceCondition condition) => condition switch
    {
        SourceCondition.Works => new("[green]works[/]"),
        SourceCondition.NeverRead => new("[grey]never read[/]"),
        SourceCondition.Late => new("[red]late[/]"),
        _ => new("[red]failed[/]"),
    };

    private static Markup Word(SinkStatus sink, DateTimeOffset now) => sink.Condition switch
    {
        SinkCondition.Works => new("[green]works[/]"),
        SinkCondition.Limited => new($"[yellow]limited for {TimeInWords.Of(sink.LimitedUntil!.Value - now)}[/]"),
        SinkCondition.Paused => new($"[yellow]paused for {TimeInWords.Of(now - sink.Since!.Value)}[/]"),
        _ => new($"[red]stopped for {TimeInWords.Of(now - sink.Since!.Value)}[/]"),
    };

    private static string Word(BudgetLeft budget, DateTimeOffset now)
    {
        var next = budget.NextAt is { } at ? $", next in {TimeInWords.Of(at - now)}" : "";
        return FormattableString.Invariant($"{budget.Left} of {budget.Limit.Permits} in {TimeInWords.Of(budget.Limit.Window)}{next}");
    }

    private static string Ago(TimeSpan span) => span < TimeSpan.Zero ? $"in {TimeInWords.Of(span)}" : $"{TimeInWords.Of(span)} ago";

    private static double? Seconds(TimeSpan? span) => span is { } time ? Math.Round(time.TotalSeconds, 3) : null;
}
