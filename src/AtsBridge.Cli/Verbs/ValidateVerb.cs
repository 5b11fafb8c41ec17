using System.CommandLine;
using AtsBridge.Cli.Session;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Statuses;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>validate</c>: the configuration, offline; and with <c>--online</c> the sources, keys and interviews too.</summary>
internal static class ValidateVerb
{
    internal static Command Create(CommonOptions common)
    {
        var online = new Option<bool>("--online") { Description = "Also reach the sources, the sinks with their keys, and look the interview ids up." };
        var command = new Command("validate", "Checks the whole configuration and says everything that is wrong at once.") { online };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = common.ScreenOf(parsed);
            var reading = ConfigurationSource.Read(parsed.GetValue(common.Config));
            var problems = reading.Problems.ToList();
            var findings = new List<string>();
            if (reading.Configuration is { } configuration)
            {
                await using var session = BridgeSession.Open(configuration, reading, StoreAccess.ReadOnly);
                problems.AddRange(await StageWarnings.FindAsync(session, readSources: parsed.GetValue(online), cancellationToken));
                problems.AddRange(await SinkWarnings.FindAsync(session, cancellationToken));
                problems.AddRange(WebhookWarnings.Find(session.Routes, session.Sinks, session.Get<WebhookIntake>()));
                problems.AddRange(WriteBackWarnings.Find(session.Routes, session.Sources));
                if (!parsed.GetValue(online))
                {
                    problems.AddRange(session.Sources.Unbuilt);
                }
                else
                {
                    var checks = new OnlineChecks(session);
                    problems.AddRange(await checks.RunAsync(cancellationToken));
                    findings.AddRange(checks.Findings);
                }
            }

            var offline = reading.Configuration is null;
            var errors = problems.Count(p => p.Severity == ProblemSeverity.Error);
            if (screen.IsJson)
            {
                screen.Json(new { valid = errors == 0, problems, findings });
            }
            else
            {
                screen.Problems(problems);
                findings.ForEach(f => screen.Plain(f));
                screen.Line(errors == 0 ? "[green]The configuration is sound.[/]" : $"[red]{errors} {(errors == 1 ? "error" : "errors")}.[/]");
            }

            return errors == 0 ? ExitCode.Done : offline ? ExitCode.Wrong : ExitCode.Failed;
        });
        return command;
    }
}
