using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Routing;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>plan</c>: what a sync would do, without doing it.</summary>
internal static class PlanVerb
{
    internal static Command Create(CommonOptions common)
    {
        var source = new Option<string?>("--source") { Description = "Only this source.", HelpName = "S" };
        var command = new Command("plan", "What sync would do up to the decisions: who would be invited, by which route, who not and why. Writes nothing and sends nothing.") { source };
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var reports = await new Pass(session, screen).PlanAsync(session.SourcesOf(parsed.GetValue(source)), cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(RunScreen.Document(reports));
            }
            else
            {
                RunScreen.Certificates(screen, reports);
                RunScreen.Decisions(screen, reports.SelectMany(r => r.Decided).Where(d => d.Decision.Verdict != Verdict.Suppress), "Would be invited or held");
                RunScreen.Decisions(screen, reports.SelectMany(r => r.Decided).Where(d => d.Decision.Verdict == Verdict.Suppress && d.Decision.Suppressed != SuppressReason.Baseline), "Would not");
                RunScreen.Routes(screen, reports, "Routes, if this were a sync");
                RunScreen.Holds(screen, reports, planned: true);
                screen.Line("[grey]Nothing was written and nothing was sent.[/]");
                screen.Problems(await StageWarnings.FindAsync(session, readSources: false, cancellationToken));
            }

            return reports.Any(r => r.Failed || r.Holds.Count > 0) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }
}
