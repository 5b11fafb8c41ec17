using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>sync</c>: one pass now.</summary>
internal static class SyncVerb
{
    internal static Command Create(CommonOptions common)
    {
        var source = new Option<string?>("--source") { Description = "Only this source.", HelpName = "S" };
        var accept = new Option<bool>("--accept-shrunk") { Description = "Believe a full export from which many are missing, or all." };
        var acceptMoved = new Option<bool>("--accept-moved") { Description = "Believe that many have moved at once, and do what follows from it." };
        var wait = new Option<bool>("--wait") { Description = "Stay until everything that is due by itself is delivered: through rate limits and undo windows." };
        var command = new Command("sync", "One pass now: read, detect, decide, deliver what is due, refresh statuses, tell what became of invites; then exit.") { source, accept, acceptMoved, wait };
        command.OnSession(common, StoreAccess.Host, async (parsed, session, screen, cancellationToken) =>
        {
            var pass = new Pass(session, screen);
            var reports = await pass.SyncAsync(session.SourcesOf(parsed.GetValue(source)), new() { AcceptShrunk = parsed.GetValue(accept), AcceptMoved = parsed.GetValue(acceptMoved) }, cancellationToken);
            var deliveries = await pass.DeliverAsync(parsed.GetValue(wait), cancellationToken);
            var statuses = await pass.RefreshAsync(cancellationToken);
            var news = await pass.TellAsync(cancellationToken);
            var paused = await session.Ledger.PausesAsync(cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(new { sync = RunScreen.Document(reports), delivery = deliveries, statuses, news, paused });
            }
            else
            {
                RunScreen.Certificates(screen, reports);
                RunScreen.Routes(screen, reports, "Routes");
                RunScreen.Holds(screen, reports, planned: false);
                RunScreen.Delivery(screen, deliveries);
                NewsScreen.Round(screen, news);
                PauseLines.Show(screen, paused, session.Get<TimeProvider>().GetUtcNow());
                screen.Problems([.. await SinkWarnings.FindAsync(session, cancellationToken), .. await StageWarnings.FindAsync(session, readSources: false, cancellationToken)]);
            }

            var failed = reports.Any(r => r.Failed || r.Holds.Count > 0) || deliveries.Any(d => d.Stopped is not null || d.Rejected > 0 || d.NeedsReview > 0);
            return failed ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }
}
