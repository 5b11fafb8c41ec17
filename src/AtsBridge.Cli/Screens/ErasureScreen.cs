using AtsBridge.Erasure;

namespace AtsBridge.Cli.Screens;

/// <summary>Shows whom an erasure is about, and what it did.</summary>
internal static class ErasureScreen
{
    internal static void People(Screen screen, IReadOnlyList<ErasablePerson> people)
    {
        foreach (var (number, person) in people.Index())
        {
            var applications = Tables.New(people.Count == 1 ? "Applications" : FormattableString.Invariant($"Person {number + 1} of {people.Count}: applications"), "Source", "Application", "Candidate", "Name", "E-mail", "Stage", "In the source");
            foreach (var (source, application, present) in person.Applications)
            {
                applications.Row(source, application.Key, application.CandidateId, $"{application.FirstName} {application.LastName}".Trim(), application.Email?.Raw, application.Stage, present ? "yes" : "no longer");
            }

            screen.Show(applications);
            if (person.Invites.Count > 0)
            {
                var invites = Tables.New("Invites", "#No", "State", "Application", "Route", "Sink");
                foreach (var invite in person.Invites)
                {
                    invites.Row(invite.Id, invite.Delivery.State, invite.ApplicationKey, invite.Route, invite.Sink);
                }

                screen.Show(invites);
            }

            screen.Line($"Also: {Count(person.Transitions, "transition")}, {Count(person.Attempts, "request")} to sinks, {Count(person.Quarantined, "record")} in quarantine.");
        }
    }

    internal static string Question(IReadOnlyList<ErasablePerson> people) => people.Count == 1 && !people[0].IsSeveral
        ? $"Erase this person ({Count(people[0].Applications.Count, "application")}, {Count(people[0].Invites.Count, "invite")})? It can't be taken back."
        : $"Erase all of these ({Count(people.Sum(p => p.Applications.Count), "application")}, {Count(people.Sum(p => p.Invites.Count), "invite")})? It can't be taken back.";

    internal static void Result(Screen screen, string who, ErasureResult result)
    {
        if (screen.IsJson)
        {
            screen.Json(Document(who, result));
        }
        else if (result.Erased)
        {
            screen.Line("[green]Erased.[/] No export brings them back: whatever would have invited them is Suppressed(Erased).");
            Remains(screen, result);
        }

        foreach (var refusal in result.Refusals)
        {
            screen.Error(refusal);
        }

        if (result.Residue is not null)
        {
            screen.Error(result.Residue);
        }
    }

    /// <summary>What is not ours to erase.</summary>
    private static void Remains(Screen screen, ErasureResult result)
    {
        var copies = result.People.SelectMany(p => p.AtSinks).ToList();
        if (copies.Count > 0)
        {
            var table = Tables.New("Erase these at the sink, too: its copy is its own", "Sink", "Person", "Invite");
            foreach (var copy in copies)
            {
                table.Row(copy.Sink, copy.PersonReference, copy.InviteReference);
            }

            screen.Show(table);
        }

        screen.Plain("Backups made before this, the exports, and the ATS itself still hold them.");
    }

    /// <summary>The document of a machine: ids, without anybody's name, address or number.</summary>
    internal static object Document(string who, ErasureResult result) => new
    {
        who,
        erased = result.Erased,
        refusals = result.Refusals,
        residue = result.Residue,
        people = result.People.Select(p => new
        {
            applications = p.Applications.Select(a => new { a.Source, application = a.Application.Key, candidate = a.Application.CandidateId, a.Present }),
            invites = p.Invites.Select(i => new { i.Id, state = i.Delivery.State, i.Source, application = i.ApplicationKey, i.Route, i.Sink }),
            p.Transitions,
            requests = p.Attempts,
            p.Quarantined,
            atSinks = p.AtSinks,
        }),
    };

    private static string Count(int number, string word) => FormattableString.Invariant($"{number} {word}{(number == 1 ? "" : "s")}");
}
