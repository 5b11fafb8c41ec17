using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Ledger;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>invites</c>: the ledger.</summary>
internal static class InvitesVerb
{
    private const int Listed = 50;

    internal static Command Create(CommonOptions common) => new("invites", "The ledger: every invite, where it stands and why.")
    {
        List(common),
        Show(common),
        Resend(common),
        InviteActVerb.Create(common, "cancel", "Cancels invites that were not sent.", "Cancel these", (_, session, invites, token) => session.Get<InviteActs>().CancelAsync(invites, token)),
        InviteActVerb.Create(common, "release", "Lets held invites go.", "Release these", (_, session, invites, token) => session.Get<InviteActs>().ReleaseAsync(invites, token)),
        InviteActVerb.Create(common, "retry", "Tries again what was rejected, or what a person has looked into; what can't be proven is looked up first.", "Retry these", (_, session, invites, token) => session.Get<InviteActs>().RetryAsync(invites, token)),
    };

    private static Command Resend(CommonOptions common)
    {
        var insist = new Option<bool>("--insist") { Description = "Also to a person who was sent something again within the last day." };
        var act = InviteActVerb.OneByOne((parsed, session, invite, token) =>
            session.Get<InviteActs>().ResendAsync(invite.Id, session.SinkOf(invite.Sink), parsed.GetValue(insist), token));
        return InviteActVerb.Create(common, "resend", "Sends invites again that the sink has and that are still open.", "Send these again", act, insist);
    }

    private static Command List(CommonOptions common)
    {
        var options = new InviteFilterOptions(Listed);
        var command = new Command("list", "Invites, the newest first.");
        options.AddTo(command);
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var filter = options.Of(parsed, session, screen);
            var invites = await session.Ledger.ListAsync(filter, cancellationToken);
            var counts = await session.Ledger.CountAsync(sink: null, cancellationToken);
            var paused = await session.Ledger.PausesAsync(cancellationToken);
            var chosen = invites.Count < filter.Limit ? invites.Count : await session.Ledger.ChosenAsync(filter, cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(new { invites = invites.Select(i => InviteScreen.Document(i)), chosen, counts, paused });
            }
            else
            {
                InviteScreen.List(screen, invites, counts);
                if (chosen > invites.Count)
                {
                    screen.Line(FormattableString.Invariant($"[yellow]These are the newest {invites.Count} of {chosen} that the options choose; --limit shows more.[/]"));
                }

                PauseLines.Show(screen, paused, session.Get<TimeProvider>().GetUtcNow());
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
}
