using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Shows what passes over sources did, or would do.</summary>
internal static class RunScreen
{
    /// <summary>More rows than this help nobody on a terminal; <c>--output json</c> has them all.</summary>
    private const int MostRows = 40;

    internal static void Certificates(Screen screen, IReadOnlyList<SyncReport> reports)
    {
        var table = Tables.New("Runs", "Source", "Set", "Outcome", "#Read", "#Unchanged", "#Changed", "#New", "#Quarantined", "#Vanished", "#Transitions", "#Invited", "#Held", "#Suppressed", "#Cancelled");
        foreach (var c in reports.SelectMany(r => r.Certificates))
        {
            table.Row(c.Source, c.Set, Outcome(c), c.Read, c.Unchanged, c.Changed, c.New, c.Quarantined, c.Vanished, c.Transitions, c.Invited, c.Held, c.Suppressed.Values.Sum(), c.Cancelled);
        }

        screen.Show(table);
        foreach (var c in reports.SelectMany(r => r.Certificates))
        {
            foreach (var note in c.Notes)
            {
                screen.Plain($"{c.Source} {c.Set}: {note}", Color.Grey);
            }

            if (c.Outcome == RunOutcome.Failed)
            {
                screen.Error($"{c.Source}: {c.Reason}");
            }
        }
    }

    internal static void Routes(Screen screen, IReadOnlyList<SyncReport> reports, string title)
    {
        var table = Tables.New(title, "Route", "Source", "#Invited", "#Held", "Suppressed");
        foreach (var report in reports)
        {
            foreach (var route in report.Routes)
            {
                table.Row(route.Route, report.Source, route.Invited, route.Held, Reasons(route.Suppressed));
            }

            var unrouted = report.Certificates.SelectMany(c => c.Suppressed).Where(p => p.Key == SuppressReason.NoRoute).Sum(p => p.Value);
            if (unrouted > 0)
            {
                table.Row(new Markup("[grey]no route[/]"), report.Source, null, null, Reasons([new(SuppressReason.NoRoute, unrouted)]));
            }
        }

        screen.Show(table);
    }

    /// <summary>What the guards hold, and the commands that end it, ready to be typed.</summary>
    internal static void Holds(Screen screen, IReadOnlyList<SyncReport> reports, bool planned)
    {
        foreach (var certificate in reports.SelectMany(r => r.Certificates).Where(c => c.Guard is not null))
        {
            screen.Error($"{certificate.Source}: the guard {(planned ? "would trip" : "has tripped")}. {certificate.Guard}");
        }

        foreach (var hold in reports.SelectMany(r => r.Holds).Where(h => h.Invites > 0))
        {
            screen.Line($"[yellow]{hold.Invites} invites {(planned ? "would be" : "are")} held{(hold.Route is { } route ? $" of route '{Markup.Escape(route)}'" : "")}, and nothing is sent of them.[/]");
            if (!planned)
            {
                var which = $"--held GuardTripped --run {hold.RunId}{(hold.Route is { } one ? $" --route \"{one}\"" : "")}";
                screen.Plain($"  look at them:     atsbridge invites list {which}");
                screen.Plain($"  send all:         atsbridge invites release {which}");
                screen.Plain($"  or send none:     atsbridge invites cancel {which}");
            }
        }
    }

    internal static void Decisions(Screen screen, IEnumerable<DecidedApplication> decided, string title)
    {
        var all = decided.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var table = Tables.New(title, "Application", "Name", "Job", "Stage", "Decision", "Route", "Why");
        foreach (var (application, decision) in all.Take(MostRows))
        {
            table.Row(application.Key, $"{application.FirstName} {application.LastName}".Trim(), application.JobTitle ?? application.JobId, application.Stage, Word(decision), decision.Route?.Name, decision.Detail);
        }

        screen.Show(table);
        if (all.Count > MostRows)
        {
            screen.Line($"[grey]… and {all.Count - MostRows} more; --output json has them all.[/]");
        }
    }

    internal static void Delivery(Screen screen, IReadOnlyList<DeliverySummary> summaries)
    {
        foreach (var d in summaries)
        {
            screen.Line($"{Markup.Escape(d.Sink)}: [green]{d.Sent} sent[/], {d.Rejected} rejected, {d.NeedsReview} need review; {d.Requests} requests.");
            if (d.OutOfBudget)
            {
                screen.Line($"  [yellow]The rate budget is used up; more can go out from {d.NextAt:u}. Run sync again then, with --wait, or leave it to run.[/]");
            }
            else if (d.NextAt is { } next)
            {
                screen.Line($"  [yellow]Something is due next at {next:u}: run sync again then, with --wait, or leave it to run.[/]");
            }

            if (d.Stopped is not null)
            {
                screen.Error($"Sink {d.Sink} is stopped. {d.Stopped} Nothing is lost: change the key and run sync again.");
            }
        }
    }

    /// <summary>The same facts for a machine.</summary>
    internal static object Document(IReadOnlyList<SyncReport> reports) => new
    {
        runs = reports.SelectMany(r => r.Certificates),
        routes = reports.SelectMany(r => r.Routes.Select(t => new { source = r.Source, t.Route, t.Invited, t.Held, t.Suppressed })),
        holds = reports.SelectMany(r => r.Holds.Select(h => new { source = r.Source, h.RunId, h.Route, h.Invites, h.Reason })),
        decisions = reports.SelectMany(r => r.Decided.Select(d => Document(r.Source, d))),
    };

    internal static object Document(string source, DecidedApplication decided) => new
    {
        source,
        application = decided.Application.Key,
        candidate = decided.Application.CandidateId,
        job = decided.Application.JobTitle ?? decided.Application.JobId,
        decided.Application.Stage,
        status = decided.Application.Status,
        decided.Decision.Verdict,
        route = decided.Decision.Route?.Name,
        interview = decided.Decision.Route?.Invite.InterviewId,
        suppressed = decided.Decision.Suppressed,
        held = decided.Decision.Held,
        channels = decided.Decision.Channels,
        decided.Decision.Detail,
    };

    private static Markup Outcome(RunCertificate c) => c.Outcome switch
    {
        RunOutcome.Succeeded when c.Baseline => new("[blue]Baseline[/]"),
        RunOutcome.Succeeded => new("[green]Succeeded[/]"),
        RunOutcome.Failed => new("[red]Failed[/]"),
        _ => new($"[grey]{c.Outcome}[/]"),
    };

    private static Markup Word(Decision decision) => decision.Verdict switch
    {
        Verdict.Invite => new("[green]Invite[/]"),
        Verdict.Hold => new($"[yellow]Hold({decision.Held})[/]"),
        _ => new($"[grey]Suppressed({decision.Suppressed})[/]"),
    };

    private static string Reasons(IEnumerable<KeyValuePair<SuppressReason, long>> suppressed) =>
        string.Join(", ", suppressed.Select(p => FormattableString.Invariant($"{p.Key} {p.Value}")));
}
