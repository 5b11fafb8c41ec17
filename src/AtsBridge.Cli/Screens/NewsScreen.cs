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

    /// <summary>What one round has told; nothing where nothing was owed.</summary>
    internal static void Round(Screen screen, WriteBackSummary round)
    {
        if (round.Told > 0)
        {
            screen.Line(FormattableString.Invariant($"Told the systems of {round.Told} invites."));
        }

        foreach (var reason in round.PutOff)
        {
            screen.Line($"  [yellow]Could not be told now, and is tried again: {Markup.Escape(reason)}[/]");
        }

        foreach (var reason in round.Refused)
        {
            screen.Line($"  [red]Was refused: {Markup.Escape(reason)}[/] See atsbridge news list --state Refused.");
        }
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
