using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Spectre.Console;

namespace AtsBridge.Cli.Demo;

/// <summary>The demo's five acts. Each does what the verb of its name does, through the same classes.</summary>
internal sealed class DemoRun(DemoStage stage, Screen screen)
{
    /// <summary>How much of a list the demo shows.</summary>
    private const int Few = 8;

    private readonly List<object> _acts = [];

    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        screen.Line($"Two days of exports of two made-up companies, the Gather sandbox at {stage.Sandbox.BaseAddress}, real HTTP. Working in {Markup.Escape(stage.Folder)}.");
        stage.Deliver(day: 1, TimeProvider.System.GetUtcNow().AddDays(-1));
        await SyncAsync("Day 1: the first sync is the baseline", "It remembers who stands where and invites nobody: people who were in a stage before you came are not news.", cancellationToken);

        stage.Deliver(day: 2, TimeProvider.System.GetUtcNow().AddHours(-1));
        var planned = await PlanAsync(cancellationToken);
        var (reports, _) = await SyncAsync("Day 2: sync", "The same again, and now it counts: decisions, ledger, and the invites over HTTP.", cancellationToken);
        await SyncAsync("Once more: nothing happens", "Nothing new in the folders and nothing due in the ledger: nobody gets a second invite.", cancellationToken);

        var decided = reports.SelectMany(r => r.Decided).ToList();
        var invited = decided.First(d => d.Decision.Verdict == Verdict.Invite).Application.Key;
        var not = decided.First(d => d.Decision.Suppressed == SuppressReason.AlreadyInvited).Application.Key;
        await ExplainAsync(invited, not, cancellationToken);
        return End(planned, reports);
    }

    private async Task<(IReadOnlyList<SyncReport> Reports, IReadOnlyList<DeliverySummary> Deliveries)> SyncAsync(
        string title, string what, CancellationToken cancellationToken)
    {
        Title(title, what, "atsbridge sync");
        await using var session = Open(StoreAccess.Host);
        var pass = new Pass(session, screen);
        var reports = await pass.SyncAsync(session.Sources.All, new(), cancellationToken);
        var deliveries = await pass.DeliverAsync(wait: false, cancellationToken);
        RunScreen.Certificates(screen, reports);
        if (reports.Any(r => r.Routes.Any(t => t.Invited > 0)))
        {
            RunScreen.Routes(screen, reports, "Routes");
        }

        RunScreen.Delivery(screen, deliveries);
        _acts.Add(new { act = title, sync = RunScreen.Document(reports), delivery = deliveries });
        return (reports, deliveries);
    }

    private async Task<long> PlanAsync(CancellationToken cancellationToken)
    {
        Title("Day 2: plan", "New exports have arrived. What would a sync do? This writes nothing and sends nothing.", "atsbridge plan");
        await using var session = Open(StoreAccess.ReadOnly);
        var reports = await new Pass(session, screen).PlanAsync(session.Sources.All, cancellationToken);
        var decided = reports.SelectMany(r => r.Decided).ToList();
        RunScreen.Decisions(screen, decided.Where(d => d.Decision.Verdict != Verdict.Suppress).Take(Few), "Would be invited (the first of them)");
        RunScreen.Decisions(screen, decided.Where(d => d.Decision.Verdict == Verdict.Suppress).DistinctBy(d => d.Decision.Suppressed).Take(Few), "Would not (one for each reason)");
        RunScreen.Routes(screen, reports, "Routes, if this were a sync");
        _acts.Add(new { act = "plan", plan = RunScreen.Document(reports) });
        return reports.Sum(r => r.Certificates.Sum(c => c.Invited));
    }

    private async Task ExplainAsync(string invited, string not, CancellationToken cancellationToken)
    {
        await using var session = Open(StoreAccess.ReadOnly);
        foreach (var (key, title) in new[] { (invited, "Why was this person invited?"), (not, "And why was this one not?") })
        {
            Title(title, "Every person has a reason on record.", $"atsbridge explain {key}");
            foreach (var story in await session.Ledger.ExplainAsync(key, cancellationToken))
            {
                if (!screen.IsJson)
                {
                    StoryScreen.Show(screen, story);
                }

                _acts.Add(new { act = title, key, conclusion = StoryScreen.Conclusion(story) });
            }
        }
    }

    private int End(long planned, IReadOnlyList<SyncReport> reports)
    {
        var decided = reports.Sum(r => r.Certificates.Sum(c => c.Invited));
        var sent = stage.Sandbox.Audit.Count(e => e.Kind == "invite_sent");
        var twice = stage.Sandbox.Audit.Where(e => e.Kind == "candidate_interview_created").GroupBy(e => e.ExternalId, StringComparer.Ordinal).Count(g => g.Count() > 1);
        var good = planned == decided && decided == sent && twice == 0;
        if (screen.IsJson)
        {
            screen.Json(new { acts = _acts, planned, decided, sent, twice });
            return good ? ExitCode.Done : ExitCode.Failed;
        }

        Title("The count", "The plan, the ledger and the sandbox's own books:", null);
        screen.Line($"planned {planned} · decided {decided} · reached by the sandbox {sent} · invited twice {twice} {(good ? "[green]: they agree[/]" : "[red]: they do not agree[/]")}");
        screen.Line();
        screen.Line("[bold]Next, on your own export:[/]");
        screen.Line("  1. Copy samples/quickstart/atsbridge.json beside it, and put your Path under Sources. Leave Fields out: they are inferred, and shown.");
        screen.Line("  2. atsbridge stages --source NAME     which stages there are, and the route each would hit");
        screen.Line("  3. atsbridge validate                 everything that is wrong in the configuration, at once");
        screen.Line("  4. atsbridge plan                     who would be invited, who not, and why; nothing is sent");
        screen.Line("  5. atsbridge sandbox                  a local Gather to send to first; then sync");
        return good ? ExitCode.Done : ExitCode.Failed;
    }

    private BridgeSession Open(StoreAccess access)
    {
        var reading = stage.Read();
        return reading.Configuration is { } configuration
            ? BridgeSession.Open(configuration, reading, access)
            : throw new InvalidOperationException($"The shipped sample does not validate: {string.Join("; ", reading.Problems)}");
    }

    private void Title(string title, string what, string? command)
    {
        if (screen.IsJson)
        {
            return;
        }

        screen.Line();
        screen.Show(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());
        screen.Line($"[grey]{Markup.Escape(what)}[/]{(command is null ? "" : $" [blue]{Markup.Escape(command)}[/]")}");
    }
}
