using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Hosting.Health;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>status</c>: how everything stands, and what needs a person.</summary>
internal static class StatusVerb
{
    internal static Command Create(CommonOptions common)
    {
        var command = new Command("status", "How sources and sinks fare, and what needs a person. Ends with 1 where something does; looks only, also beside a running host.");
        command.OnSession(common, StoreAccess.ReadOnly, async (_, session, screen, cancellationToken) =>
        {
            var status = await session.Get<BridgeStatusReader>().ReadAsync(cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(StatusScreen.Document(status));
            }
            else
            {
                StatusScreen.Show(screen, status);
            }

            return status.Healthy ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
