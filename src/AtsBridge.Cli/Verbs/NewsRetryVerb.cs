using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;
using AtsBridge.WriteBack;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>news retry</c>: has news told again, after something was mended.</summary>
internal static class NewsRetryVerb
{
    /// <summary>Enough to see whether these are the right ones, and few enough to be looked at.</summary>
    private const int Shown = 10;

    /// <summary>What was told is told again only to whoever says so: a note would stand there twice.</summary>
    private static readonly NewsState[] Usual = [NewsState.Refused, NewsState.Owed];

    internal static Command Create(CommonOptions common)
    {
        var ids = new Argument<long[]>("INVITE") { Description = "The invites' numbers; none: all that the options choose.", Arity = ArgumentArity.ZeroOrMore };
        var options = new NewsFilterOptions(usual: null);
        var yes = new Option<bool>("--yes") { Description = "Do not ask; for scripts." };
        var command = new Command(
            "retry", "Has news told again that were refused or wait, after the configuration or the system was mended; what was told only with --state Told. Shows ten of them and how many they are, then asks. The running host tells them within a minute, also where it was started later.") { ids, yes };
        options.AddTo(command);
        command.OnSession(common, StoreAccess.Operator, async (parsed, session, screen, cancellationToken) =>
        {
            var filter = options.Of(parsed, session, screen) with { Invites = parsed.GetValue(ids) ?? [] };
            if (filter.Invites.Count == 0 && options.IsEmpty(parsed))
            {
                throw new WrongCommandException("Say which: the numbers of invites (atsbridge news list shows them), or --state, --route, --source.");
            }

            var store = session.Get<IWriteBackStore>();
            var chosen = await ChooseAsync(store, filter.States.Count > 0 ? filter : filter with { States = Usual }, cancellationToken);
            Preview(screen, chosen, await store.CountAsync(filter with { Invites = [] }, cancellationToken));
            var confirmed = chosen.Count > 0 && Confirmation.Ask(screen, parsed.GetValue(yes), $"Have these {chosen.Count} told again?");
            var again = confirmed ? await store.RetryAsync(chosen, session.Get<TimeProvider>().GetUtcNow(), cancellationToken) : [];
            if (screen.IsJson)
            {
                screen.Json(new { done = again.Count, invites = again });
            }

            screen.Line(again.Count > 0 ? FormattableString.Invariant($"[green]{again.Count} are due.[/] The running host tells them within a minute.") : "Nothing was changed.");
            return chosen.Count == 0 ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<NewsEntry>> ChooseAsync(IWriteBackStore store, NewsFilter filter, CancellationToken cancellationToken)
    {
        var found = await store.ListAsync(filter, cancellationToken);
        var unknown = filter.Invites.Except(found.Select(n => n.InviteId)).ToList();
        return unknown.Count == 0 ? found
            : throw new WrongCommandException($"There is no news of invite {string.Join(", ", unknown)} among those chosen: atsbridge news list shows those that there are. What was told needs --state Told. Nothing was changed.");
    }

    private static void Preview(Screen screen, IReadOnlyList<NewsEntry> chosen, IReadOnlyDictionary<NewsState, long> counts)
    {
        NewsScreen.List(screen, [.. chosen.Take(Shown)], counts);
        if (chosen.Count > Shown)
        {
            screen.Line(FormattableString.Invariant($"[yellow]News of {chosen.Count} invites are chosen; these are the newest {Shown} of them. atsbridge news list with the same options shows more.[/]"));
        }
    }
}
