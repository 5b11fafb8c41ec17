using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Ledger;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>invites</c>: the ledger.</summary>
internal static class InvitesVerb
{
    internal static Command Create(CommonOptions common) => new("invites", "The ledger: every invite, where it stands and why.")
    {
        List(common),
        Show(common),
        Act(common, "resend", "Sends invites again that the sink has and that are still open.", "Send these again", (session, acts, invite, token) => acts.ResendAsync(invite.Id, session.SinkOf(invite.Sink), insist: false, token)),
        Act(common, "cancel", "Cancels invites that were not sent.", "Cancel these", (_, acts, invite, token) => acts.CancelAsync(invite.Id, token)),
        Act(common, "release", "Lets held invites go.", "Release these", (_, acts, invite, token) => acts.ReleaseAsync(invite.Id, token)),
        Act(common, "retry", "Tries again what was rejected, or what a person has looked into; what can't be proven is looked up first.", "Retry these", (_, acts, invite, token) => acts.RetryAsync(invite.Id, token)),
    };

    private static Command List(CommonOptions common)
    {
        var filter = new InviteFilterOptions();
        var command = new Command("list", "Invites, the newest first.");
        filter.AddTo(command);
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var invites = await session.Ledger.ListAsync(filter.Of(parsed, session.Get<TimeProvider>()), cancellationToken);
            var counts = await session.Ledger.CountAsync(sink: null, cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(new { invites = invites.Select(i => InviteScreen.Document(i)), counts });
            }
            else
            {
                InviteScreen.List(screen, invites, counts);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(CommonOptions common)
    {
        var id = new Argument<long>("NO") { Description = "The invite's number." };
        var command = new Command("show", "One invite with every request that was made for it.") { id };
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            if (await session.Ledger.FindAsync(parsed.GetValue(id), cancellationToken) is not { } invite)
            {
                screen.Error($"There is no invite {parsed.GetValue(id)}: atsbridge invites list shows those that there are.");
                return ExitCode.Failed;
            }

            var attempts = await session.Ledger.AttemptsAsync(invite.Id, cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(InviteScreen.Document(invite, attempts));
            }
            else
            {
                InviteScreen.Show(screen, invite, attempts);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Act(
        CommonOptions common, string name, string description, string question, Func<BridgeSession, InviteActs, Invite, CancellationToken, Task<ActResult>> act)
    {
        var ids = new Argument<long[]>("NO") { Description = "The invites' numbers; none: all that the options choose.", Arity = ArgumentArity.ZeroOrMore };
        var filter = new InviteFilterOptions();
        var yes = new Option<bool>("--yes") { Description = "Do not ask; for scripts." };
        var command = new Command(name, $"{description} Shows them first, then asks.") { ids, yes };
        filter.AddTo(command);
        command.OnSession(common, StoreAccess.Operator, async (parsed, session, screen, cancellationToken) =>
        {
            var chosen = await ChooseAsync(session, filter.Of(parsed, session.Get<TimeProvider>()) with { Ids = parsed.GetValue(ids) ?? [] }, filter.IsEmpty(parsed), cancellationToken);
            if (!screen.IsJson)
            {
                InviteScreen.List(screen, chosen, await session.Ledger.CountAsync(sink: null, cancellationToken));
            }

            if (parsed.GetValue(ids) is not { Length: > 0 } && chosen.Count == filter.LimitOf(parsed))
            {
                screen.Line($"[yellow]Only the newest {chosen.Count} are chosen; --limit chooses more.[/]");
            }

            if (chosen.Count == 0 || !Confirmation.Ask(screen, parsed.GetValue(yes), $"{question} {chosen.Count}?"))
            {
                screen.Line("Nothing was changed.");
                Report(screen, []);
                return chosen.Count == 0 ? ExitCode.Failed : ExitCode.Done;
            }

            var results = new List<ActResult>();
            foreach (var invite in chosen)
            {
                results.Add(await act(session, session.Get<InviteActs>(), invite, cancellationToken));
            }

            Report(screen, results);
            return results.TrueForAll(r => r.Done) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Invite>> ChooseAsync(BridgeSession session, InviteFilter filter, bool noFilter, CancellationToken cancellationToken)
    {
        if (filter.Ids.Count == 0 && noFilter)
        {
            throw new WrongCommandException("Say which: the numbers of invites (atsbridge invites list shows them), or --state, --route, --source, --sink.");
        }

        // Whoever names the invites wants all of them, however many are listed otherwise.
        var chosen = await session.Ledger.ListAsync(filter with { Limit = Math.Max(filter.Limit, filter.Ids.Count) }, cancellationToken);
        var unknown = filter.Ids.Except(chosen.Select(i => i.Id)).ToList();
        return unknown.Count == 0 ? chosen
            : throw new WrongCommandException($"There is no invite {string.Join(", ", unknown)} among those chosen. Nothing was changed.");
    }

    private static void Report(Screen screen, IReadOnlyList<ActResult> results)
    {
        if (screen.IsJson)
        {
            screen.Json(new { results = results.Select(r => new { r.InviteId, r.Done, r.Words }) });
            return;
        }

        foreach (var result in results)
        {
            screen.Line($"Invite {result.InviteId} {(result.Done ? "[green]" : "[red]")}{Spectre.Console.Markup.Escape(result.Words)}[/].");
        }
    }
}
