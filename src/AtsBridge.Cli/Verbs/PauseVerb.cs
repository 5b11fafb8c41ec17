using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Ledger;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>pause</c>: nothing of a sink or a route is sent for now.</summary>
internal static class PauseVerb
{
    internal static Command Create(CommonOptions common)
    {
        var target = new PauseTarget();
        var reason = new Option<string?>("--reason") { Description = "Why, for whoever wonders later.", HelpName = "TEXT" };
        var command = new Command("pause", "Sends nothing of a sink or a route until it is resumed. What is due waits, nothing is dropped, and sources are still read.") { reason };
        target.AddTo(command);
        command.OnSession(common, StoreAccess.Operator, async (parsed, session, screen, cancellationToken) =>
        {
            var (scope, name) = target.Of(parsed, session);
            var wanted = new Pause(scope, name, session.Get<TimeProvider>().GetUtcNow(), parsed.GetValue(reason));
            var changed = await session.Ledger.PauseAsync(wanted, cancellationToken);
            var pause = target.AmongPaused(parsed, await session.Ledger.PausesAsync(cancellationToken)) ?? wanted;
            var due = await PauseTarget.DueAsync(session, scope, name, cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(new { scope, name, paused = true, changed, pause.Since, pause.Reason, due });
                return ExitCode.Done;
            }

            var subject = PauseLines.Subject(scope, name);
            screen.Plain(changed
                ? $"{subject} is paused. What is under way is finished; {(scope == PauseScope.Route ? "what is in doubt is still looked up; " : "")}nothing is dropped."
                : FormattableString.Invariant($"{subject} was paused already, since {pause.Since:u}{(pause.Reason is null ? "" : $" ({pause.Reason})")}: nothing was changed."));
            screen.Plain(due == 1 ? "1 invite is due there and waits." : FormattableString.Invariant($"{due} invites are due there and wait."));
            screen.Plain($"It goes on with: {PauseLines.ResumeCommand(scope, name)}");
            return ExitCode.Done;
        });
        return command;
    }
}
