using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Ledger;
using AtsBridge.Storage;
using Spectre.Console;

namespace AtsBridge.Cli.Verbs;

/// <summary>What an operator does to invites, one or thousands: ten of them are shown, the question is asked once, and it is one act.</summary>
internal static class InviteActVerb
{
    /// <summary>Enough to see whether these are the right ones, and few enough to be looked at.</summary>
    private const int Shown = 10;

    /// <summary>Does it to all of these, in the order given.</summary>
    internal delegate Task<IReadOnlyList<ActResult>> ActOnAll(ParseResult parsed, BridgeSession session, IReadOnlyList<long> invites, CancellationToken cancellationToken);

    internal static Command Create(CommonOptions common, string name, string description, string question, ActOnAll act, params Option[] more)
    {
        var ids = new Argument<long[]>("NO") { Description = "The invites' numbers; none: all that the options choose.", Arity = ArgumentArity.ZeroOrMore };
        var options = new InviteFilterOptions(usual: null);
        var yes = new Option<bool>("--yes") { Description = "Do not ask; for scripts." };
        var command = new Command(name, $"{description} Shows ten of them and how many they are, then asks.") { ids, yes };
        options.AddTo(command);
        foreach (var option in more)
        {
            command.Add(option);
        }

        command.OnSession(common, StoreAccess.Operator, async (parsed, session, screen, cancellationToken) =>
        {
            var filter = options.Of(parsed, session, screen) with { Ids = parsed.GetValue(ids) ?? [] };
            if (filter.Ids.Count == 0 && options.IsEmpty(parsed))
            {
                throw new WrongCommandException("Say which: the numbers of invites (atsbridge invites list shows them), or --state, --held, --route, --source, --sink, --run, --age.");
            }

            var chosen = await ChooseAsync(session, filter, options.LimitOf(parsed), cancellationToken);
            await PreviewAsync(session, screen, filter, chosen, cancellationToken);
            if (chosen.Count == 0 || !Confirmation.Ask(screen, parsed.GetValue(yes), $"{question} {chosen.Count}?"))
            {
                screen.Line("Nothing was changed.");
                Report(screen, []);
                return chosen.Count == 0 ? ExitCode.Failed : ExitCode.Done;
            }

            var results = await act(parsed, session, chosen, cancellationToken);
            Report(screen, results);
            return results.All(r => r.Done) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>For an act that makes a request for each: they can't be one transaction.</summary>
    internal static ActOnAll OneByOne(Func<ParseResult, BridgeSession, Invite, CancellationToken, Task<ActResult>> act) =>
        async (parsed, session, invites, cancellationToken) =>
        {
            var results = new List<ActResult>();
            foreach (var id in invites)
            {
                if (await session.Ledger.FindAsync(id, cancellationToken) is { } invite)
                {
                    results.Add(await act(parsed, session, invite, cancellationToken));
                }
            }

            return results;
        };

    private static async Task<IReadOnlyList<long>> ChooseAsync(BridgeSession session, InviteFilter filter, int? limit, CancellationToken cancellationToken)
    {
        var found = await session.Ledger.NumbersAsync(filter, cancellationToken);
        var unknown = filter.Ids.Except(found).ToList();
        return unknown.Count > 0 ? throw new WrongCommandException($"There is no invite {string.Join(", ", unknown)} among those chosen. Nothing was changed.")
            // Whoever names the invites wants all of them.
            : limit is { } most && filter.Ids.Count == 0 ? [.. found.Take(most)] : found;
    }

    private static async Task PreviewAsync(BridgeSession session, Screen screen, InviteFilter filter, IReadOnlyList<long> chosen, CancellationToken cancellationToken)
    {
        if (screen.IsJson)
        {
            return;
        }

        IReadOnlyList<Invite> first = chosen.Count == 0 ? [] : await session.Ledger.ListAsync(filter with { Ids = [.. chosen.Take(Shown)], Limit = Shown }, cancellationToken);
        InviteScreen.List(screen, first, await session.Ledger.CountAsync(sink: null, cancellationToken));
        if (chosen.Count > first.Count)
        {
            screen.Line(FormattableString.Invariant($"[yellow]{chosen.Count} invites are chosen; these are the newest {first.Count} of them. atsbridge invites list with the same options shows more.[/]"));
        }
    }

    private static void Report(Screen screen, IReadOnlyList<ActResult> results)
    {
        if (screen.IsJson)
        {
            screen.Json(new { done = results.Count(r => r.Done), results = results.Select(r => new { r.InviteId, r.Done, r.Words }) });
            return;
        }

        foreach (var same in results.GroupBy(r => (r.Done, r.Words)).OrderByDescending(g => g.Key.Done))
        {
            var colour = same.Key.Done ? "green" : "red";
            if (results.Count <= Shown)
            {
                same.ToList().ForEach(r => screen.Line($"Invite {r.InviteId} [{colour}]{Markup.Escape(r.Words)}[/]."));
                continue;
            }

            var some = string.Join(", ", same.Take(Shown).Select(r => r.InviteId)) + (same.Count() > Shown ? ", …" : "");
            screen.Line(FormattableString.Invariant($"{same.Count()} invites, each [{colour}]{Markup.Escape(same.Key.Words)}[/]: {some}"));
        }
    }
}
