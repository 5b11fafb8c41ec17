using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Erasure;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>explain</c>: the whole story of one application, candidate or e-mail address.</summary>
internal static class ExplainVerb
{
    internal static Command Create(CommonOptions common)
    {
        var who = new Argument<string>("WHO") { Description = "An application id, a candidate id or an e-mail address." };
        var command = new Command("explain", "One application, candidate id or e-mail: which record, which transition, which route, which guard, which answer.") { who };
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var asked = parsed.GetRequiredValue(who);
            var stories = await session.Ledger.ExplainAsync(asked, cancellationToken);
            var erased = stories.Count == 0 ? await session.Get<IErasureStore>().TraceAsync(asked, cancellationToken) : null;
            if (screen.IsJson)
            {
                screen.Json(new { who = asked, stories, erased });
            }
            else if (erased is not null)
            {
                screen.Plain($"'{asked}' leads to {erased.Words}. Nothing is kept of them but keyed hashes, and no export brings them back: whatever would have invited them is Suppressed(Erased).");
            }
            else if (stories.Count == 0)
            {
                screen.Line($"Nothing is on record of '{Spectre.Console.Markup.Escape(asked)}': no application, candidate id or e-mail address of this kind was ever read.");
            }
            else
            {
                foreach (var story in stories)
                {
                    StoryScreen.Show(screen, story);
                }
            }

            return stories.Count == 0 && erased is null ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }
}
