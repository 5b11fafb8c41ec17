using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;
using AtsBridge.WriteBack;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>news</c>: what the systems of the applications are told of invites, where a route has <c>WriteBack</c>.</summary>
internal static class NewsVerb
{
    private const int Listed = 50;

    internal static Command Create(CommonOptions common) =>
        new("news", "What the systems of the applications are to be told of invites, were told, and refused (routes with WriteBack).") { List(common), NewsRetryVerb.Create(common) };

    private static Command List(CommonOptions common)
    {
        var options = new NewsFilterOptions(Listed);
        var command = new Command("list", "News, those of the newest invites first: how they stand, and why one was refused.");
        options.AddTo(command);
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var filter = options.Of(parsed, session, screen);
            var store = session.Get<IWriteBackStore>();
            var news = await store.ListAsync(filter, cancellationToken);
            var counts = await store.CountAsync(filter, cancellationToken);
            var chosen = counts.Where(c => filter.States.Count == 0 || filter.States.Contains(c.Key)).Sum(c => c.Value);
            if (screen.IsJson)
            {
                screen.Json(new { news = news.Select(NewsScreen.Document), chosen, counts });
                return ExitCode.Done;
            }

            NewsScreen.List(screen, news, counts);
            if (chosen > news.Count)
            {
                screen.Line(FormattableString.Invariant($"[yellow]These are the newest {news.Count} of {chosen} that the options choose; --limit shows more.[/]"));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
