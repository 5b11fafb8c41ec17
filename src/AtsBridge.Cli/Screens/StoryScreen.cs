using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Sync;
using AtsBridge.Transitions;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Tells the story of one application, in the order in which it happened, and its end in one sentence first.</summary>
internal static class StoryScreen
{
    internal static void Show(Screen screen, ApplicationStory story)
    {
        var application = story.Application;
        var name = application is null ? "" : $" · {application.FirstName} {application.LastName}";
        screen.Line($"[bold]{Markup.Escape($"{application?.Key ?? story.Quarantined[0].Record.Key ?? "?"}{name} · {story.Source}")}[/]");
        screen.Plain(Conclusion(story));
        if (application is not null)
        {
            Application(screen, story, application);
        }

        foreach (var transition in story.Transitions)
        {
            Transition(screen, transition);
        }

        foreach (var invite in story.Invites)
        {
            InviteScreen.Show(screen, invite, [.. story.Attempts.Where(a => a.InviteId == invite.Id)]);
        }

        foreach (var record in story.Quarantined)
        {
            var since = record.End is { } end ? $" ({end.ToString().ToLowerInvariant()} {record.EndedAt:u})" : "";
            screen.Plain($"quarantined {record.At:u} {record.Record.Position}: {record.Record.Field} {record.Record.Reason}{since}", record.End is null ? Color.Yellow : Color.Grey);
        }

        screen.Line();
    }

    /// <summary>What it comes to, in one sentence.</summary>
    internal static string Conclusion(ApplicationStory story)
    {
        if (story.Application is null)
        {
            return "It never left quarantine: no record of it could be read.";
        }

        if (story.Invites.Count > 0)
        {
            var invite = story.Invites[^1];
            return FormattableString.Invariant($"Invite {invite.Id} by route '{invite.Route}': {invite.Delivery.State}{(invite.Delivery.Reason is { } reason ? $" ({reason})" : "")}.");
        }

        if (story.Transitions.Count > 0)
        {
            var last = story.Transitions[^1];
            return $"Not invited: {last.Suppressed}{(last.Route is { } route ? $", by route '{route}'" : "")}{(last.Detail is { } detail ? $" ({detail})" : "")}.";
        }

        return story.FirstRun is { Baseline: true }
            ? "Not invited: it was there at the source's first sync, and has not changed its stage since."
            : "Not invited: its stage has not changed.";
    }

    private static void Application(Screen screen, ApplicationStory story, Application application)
    {
        var table = Tables.New(null, "Record", "").HideHeaders();
        table.Row("candidate", application.CandidateId);
        table.Row("e-mail", Contact(application.Email));
        table.Row("phone", Contact(application.Phone) + (application.SmsOptIn ? ", consents to SMS" : ", no consent to SMS"));
        table.Row("job", $"{application.JobId} {application.JobTitle}".Trim());
        table.Row("stage", $"{application.Stage} {(application.StageId is { } id ? $"({id})" : "")}".Trim());
        table.Row("status", application.StatusWord is { } word ? $"{application.Status} (“{word}”)" : $"{application.Status}");
        table.Row("updated", application.UpdatedAt);
        table.Row("read", $"{application.Position}{(story.Present ? "" : ", no longer in the source")}");
        table.Row("first seen", Run(story.FirstRun));
        table.Row("last changed", Run(story.LastRun));
        screen.Show(table);
    }

    private static void Transition(Screen screen, DecidedTransition t)
    {
        var what = t.Kind switch
        {
            TransitionKind.Appeared => $"appeared in “{t.ToStage}”",
            TransitionKind.Moved => $"moved from “{t.FromStage}” to “{t.ToStage}”",
            TransitionKind.StatusChanged => $"changed from {t.FromStatus} to {t.ToStatus} in “{t.ToStage}”",
            TransitionKind.Vanished => "vanished from the source",
            _ => $"was in “{t.ToStage}” (backfill)",
        };
        var decision = t.Verdict switch
        {
            Verdict.Invite => "[green]Invite[/]",
            Verdict.Hold => $"[yellow]Hold({t.Held})[/]",
            _ => $"[grey]Suppressed({t.Suppressed})[/]",
        };
        var route = t.Route is null ? "" : $" by route '{t.Route}'";
        screen.Line($"{t.OccurredAt:u} {Markup.Escape(what)}, seen {t.ObservedAt:u} by run {t.RunId} {Markup.Escape(t.Position is null ? "" : $"in {t.Position}")}");
        screen.Line($"  → {decision}{Markup.Escape(route)}{Markup.Escape(t.Detail is null ? "" : $": {t.Detail}")}");
    }

    private static string Contact(ContactValue? contact) => contact switch
    {
        null => "none",
        { Value: { } value } c when value == c.Raw => value,
        { Value: { } value } c => $"{value} (written “{c.Raw}”)",
        { } c => c.Raw,
    };

    private static string Run(RunCertificate? run) =>
        run is null ? "" : FormattableString.Invariant($"run {run.RunId} at {run.StartedAt:u}{(run.Set is null ? "" : $", {run.Set}")}{(run.Baseline ? ", the baseline" : "")}");
}
