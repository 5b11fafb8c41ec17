using AtsBridge.WriteBack;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Shows news of invites.</summary>
internal static class NewsScreen
{
    internal static void List(Screen screen, IReadOnlyList<NewsEntry> news, IReadOnlyDictionary<NewsState, long> counts)
    {
        var table = Tables.New("News", "#Invite", "State", "Route", "Source", "Application", "What", "#Tries", "Last tried", "Next", "Why");
        foreach (var n in news)
        {
            table.Row(n.InviteId, new Markup(Word(n)), n.Route, n.Source, n.Application, n.Word, n.Tries, n.TriedAt, n.NotBefore, n.Fault);
        }

        screen.Show(table);
        screen.Line($"In all: {string.Join(", ", counts.OrderBy(c => c.Key).Select(c => FormattableString.Invariant($"{c.Value} {c.Key}")))}.");
    }

    /// <summary>The document of a machine.</summary>
    internal static object Document(NewsEntry news) => new
    {
        invite = news.InviteId,
        news.State,
        news.Route,
        news.Source,
        news.Application,
        news.Progress,
        news.Word,
        news.Tries,
        news.TriedAt,
        news.NotBefore,
        news.Fault,
    };

    private static string Word(NewsEntry news) => news.State switch
    {
        NewsState.Told => "[green]Told[/]",
        NewsState.Refused => "[red]Refused[/]",
        _ => news.Tries > 0 ? "[yellow]Owed[/]" : "[blue]Owed[/]",
    };
}
