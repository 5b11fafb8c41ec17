using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Session;

/// <summary>What almost every verb begins with: read the configuration, show all that is wrong with it, open what it names.</summary>
internal static class SessionCommand
{
    /// <summary>Runs a verb on an opened session; a configuration with errors ends it with <see cref="ExitCode.Wrong"/>.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="common">The options that every verb has.</param>
    /// <param name="access">How the store is opened.</param>
    /// <param name="act">What the verb does; it gives the exit code.</param>
    internal static void OnSession(
        this Command command, CommonOptions common, StoreAccess access, Func<ParseResult, BridgeSession, Screen, CancellationToken, Task<int>> act) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = common.ScreenOf(parsed);
            await using var session = BridgeSession.Open(parsed, common, access, screen);
            return session is null ? ExitCode.Wrong : await act(parsed, session, screen, cancellationToken);
        });
}
