using AtsBridge.Delivery;
using AtsBridge.Ledger;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Shows invites: many in a table, one with every request that was made for it.</summary>
internal static class InviteScreen
{
    internal static void List(Screen screen, IReadOnlyList<Invite> invites, IReadOnlyDictionary<InviteState, long> counts)
    {
        var table = Tables.New("Invites", "#No", "State", "Application", "Name", "Route", "Channels", "Changed", "Why");
        foreach (var invite in invites)
        {
            table.Row(invite.Id, State(invite), invite.ApplicationKey, $"{invite.Request.FirstName} {invite.Request.LastName}".Trim(), invite.Route, string.Join("+", invite.Request.Channels).ToLowerInvariant(), invite.ChangedAt, invite.Delivery.Reason ?? invite.Delivery.SinkStatus);
        }

        screen.Show(table);
        screen.Line($"In all: {string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key}"))}.");
    }

    internal static void Show(Screen screen, Invite invite, IReadOnlyList<Attempt> attempts)
    {
        screen.Line($"[bold]Invite {invite.Id}[/] {Word(invite)} to interview {Markup.Escape(invite.Request.InterviewId)} by route '{Markup.Escape(invite.Route)}'{(invite.Backfill ? ", a backfill" : "")}");
        screen.Plain($"  by {string.Join(" and ", invite.Request.Channels).ToLowerInvariant()}; our reference {invite.Request.Reference}; at the sink {invite.Delivery.InviteReference ?? "not yet"}, person {invite.Delivery.PersonReference ?? "not yet"}");
        if (invite.Delivery is { NotBefore: { } next, State: not InviteState.Sent })
        {
            screen.Line($"  nothing happens before {next:u}");
        }

        if (invite.Delivery.Reason is { } reason)
        {
            screen.Plain($"  {reason}");
        }

        if (invite.AwaitsPass && invite.Delivery.IsUnsent)
        {
            screen.Plain($"  it waits until a sync of {invite.Source} has been read to its end; atsbridge invites release {invite.Id} lets it go now", Color.Yellow);
        }

        if (attempts.Count == 0)
        {
            return;
        }

        var table = Tables.New(null, "#No", "Request", "Started", "Answered", "Outcome", "Answer");
        foreach (var attempt in attempts)
        {
            table.Row(attempt.Id, attempt.Kind, attempt.StartedAt, attempt.FinishedAt, attempt.Outcome, attempt.Detail);
        }

        screen.Show(table);
    }

    /// <summary>The document of a machine: without the person's name, address and number.</summary>
    internal static object Document(Invite invite, IReadOnlyList<Attempt>? attempts = null) => new
    {
        invite.Id,
        state = invite.Delivery.State,
        invite.Delivery.Held,
        invite.Delivery.NotBefore,
        invite.Delivery.Reason,
        invite.Delivery.SinkStatus,
        invite.Delivery.ExpiresAt,
        personReference = invite.Delivery.PersonReference,
        inviteReference = invite.Delivery.InviteReference,
        invite.Source,
        application = invite.ApplicationKey,
        invite.Sink,
        invite.Route,
        interview = invite.Request.InterviewId,
        reference = invite.Request.Reference,
        channels = invite.Request.Channels,
        invite.Backfill,
        invite.RunId,
        invite.GuardRun,
        invite.AwaitsPass,
        invite.CreatedAt,
        invite.ChangedAt,
        attempts,
    };

    private static Markup State(Invite invite) => new(Word(invite));

    private static string Word(Invite invite) => invite.AwaitsPass && invite.Delivery.IsUnsent
        ? $"{Word(invite.Delivery)} [yellow](awaits its sync)[/]"
        : Word(invite.Delivery);

    private static string Word(DeliveryState delivery) => delivery.State switch
    {
        InviteState.Held => $"[yellow]Held({delivery.Held})[/]",
        InviteState.Rejected or InviteState.NeedsReview => $"[red]{delivery.State}[/]",
        InviteState.Cancelled or InviteState.Expired or InviteState.Archived => $"[grey]{delivery.State}[/]",
        InviteState.Due or InviteState.Sending or InviteState.Waiting or InviteState.Ambiguous => $"[blue]{delivery.State}[/]",
        _ => $"[green]{delivery.State}[/]",
    };
}
