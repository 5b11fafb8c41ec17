using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>resume</c>: what was paused goes on.</summary>
internal static class ResumeVerb
{
    internal static Command Create(CommonOptions common)
    {
        var target = new PauseTarget();
        var command = new Command("resume", "Lets a paused sink or route go on: what has become due meanwhile goes out, the oldest first.");
        target.AddTo(command);
        command.OnSession(common, StoreAccess.Operator, async (parsed, session, screen, cancellationToken) =>
        {
            // What is paused may have left the configuration since.
            var paused = target.AmongPaused(parsed, await session.Ledger.PausesAsync(cancellationToken));
            var (scope, name) = paused is null ? target.Of(parsed, session) : (paused.Scope, paused.Name);
            var changed = await session.Ledger.ResumeAsync(scope, name, cancellationToken);
            var due = await PauseTarget.DueAsync(session, scope, name, cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(new { scope, name, paused = false, changed, due });
                return ExitCode.Done;
            }

            var subject = PauseLines.Subject(scope, name);
            screen.Plain(changed ? $"{subject} goes on." : $"{subject} was not paused: nothing was changed.");
            screen.Plain(due == 1
                ? "1 invite is due there and goes out with the next sync, or by the running host."
                : FormattableString.Invariant($"{due} invites are due there and go out with the next sync, or by the running host."));
            return ExitCode.Done;
        });
        return command;
    }
}
