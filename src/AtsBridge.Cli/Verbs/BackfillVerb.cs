using System.CommandLine;
using System.Globalization;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>backfill</c>: invites people who are in a route's stage already, after showing them.</summary>
internal static class BackfillVerb
{
    internal static Command Create(CommonOptions common)
    {
        var route = new Option<string>("--route") { Description = "The route whose stage they are in.", HelpName = "R", Required = true };
        var max = new Option<int?>("--max") { Description = "Invite so many at most; those who have waited longest come first.", HelpName = "N" };
        max.Validators.Add(result =>
        {
            // By hand: asking for the value of a word that is no number throws, and the parser's own message would never be read.
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var most) && most < 1)
            {
                result.AddError("--max takes a number from 1.");
            }
        });
        var yes = new Option<bool>("--yes") { Description = "Do not ask; for scripts." };
        var command = new Command("backfill", "Invites people who are already in the stage: shows them first, then asks. They go out with the next sync or the running host.") { route, max, yes };
        command.OnSession(common, StoreAccess.Operator, async (parsed, session, screen, cancellationToken) =>
        {
            var chosen = session.RouteOf(parsed.GetRequiredValue(route));
            var source = session.SourcesOf(chosen.Source)[0];
            var backfill = session.Get<Backfill>();
            var preview = await backfill.RunAsync(source, chosen, parsed.GetValue(max), SyncMode.Plan, cancellationToken);
            var invites = Invites(preview);
            if (!screen.IsJson)
            {
                RunScreen.Decisions(screen, preview.OrderBy(d => d.Decision.Verdict), $"In the stage of '{chosen.Name}'");
            }

            var confirmed = invites > 0 && Confirmation.Ask(screen, parsed.GetValue(yes), invites == 1 ? "Invite this one?" : $"Invite these {invites}?");
            var done = confirmed ? await backfill.RunAsync(source, chosen, parsed.GetValue(max), SyncMode.Commit, cancellationToken) : preview;
            if (screen.IsJson)
            {
                screen.Json(new { route = chosen.Name, invites = Invites(done), written = confirmed, decisions = done.Select(d => RunScreen.Document(source.Name, d)) });
            }
            else
            {
                screen.Line(confirmed ? $"[green]In the ledger now: {Invites(done)}.[/] What is due goes out with the next sync, or by the running host." : $"Nothing was written. {invites} could be invited.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Counted anew once it is done: a sync may have invited some of them while the question stood.</summary>
    private static int Invites(IReadOnlyList<DecidedApplication> decided) => decided.Count(d => d.Decision.Verdict != Verdict.Suppress);
}
