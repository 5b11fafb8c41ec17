using System.Globalization;
using AtsBridge.Chaos.Population;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Books;

/// <summary>What the sandbox's own books say of whom it invited, held against what the exports say of who must be.</summary>
/// <param name="sandbox">The sandbox.</param>
/// <param name="people">The people.</param>
internal sealed class SinkBooks(GatherSandbox sandbox, People people)
{
    private readonly Dictionary<(int Person, string Interview), int> _invites = [];
    private int _seen;

    /// <summary>Invites that went out, duplicates included.</summary>
    internal int Created { get; private set; }

    /// <summary>Invites that went out to somebody who had that one already.</summary>
    internal int Duplicates { get; private set; }

    /// <summary>The most invites that one person got to one interview.</summary>
    internal int MostForOne => _invites.Count == 0 ? 0 : _invites.Values.Max();

    /// <summary>Invites to people who must not get any.</summary>
    internal int Unasked { get; private set; }

    /// <summary>People with an invite too many, or one that nobody asked for.</summary>
    internal HashSet<int> Wronged { get; } = [];

    /// <summary>Whether the person has the invite.</summary>
    internal bool Has((int Person, string Interview) duty) => _invites.ContainsKey(duty);

    /// <summary>Those who must have an invite and have none.</summary>
    internal IReadOnlyList<(int Person, string Interview)> Missing =>
        [.. people.Duties.Where(d => d.Value == Duty.Once && !_invites.ContainsKey(d.Key)).Select(d => d.Key).Order()];

    /// <summary>Reads on from where it stopped.</summary>
    /// <returns>What must not be: one sentence each.</returns>
    internal IReadOnlyList<string> Read()
    {
        var entries = sandbox.Audit;
        var wrong = new List<string>();
        foreach (var entry in entries.Skip(_seen).Where(e => e.Kind is AuditKinds.InviteSent or AuditKinds.InviteResent))
        {
            if (entry.Kind == AuditKinds.InviteResent)
            {
                wrong.Add($"{entry.ExternalId} was sent again at {At(entry)}, and nobody asked for it");
                continue;
            }

            var key = (Person: People.PersonOf(entry.ExternalId!), Interview: entry.InterviewId!);
            Created++;
            var count = _invites[key] = _invites.GetValueOrDefault(key) + 1;
            if (!people.Duties.ContainsKey(key))
            {
                Unasked++;
                Wronged.Add(key.Person);
                wrong.Add($"person {key.Person} must not be invited to {key.Interview} and was at {At(entry)}, as {entry.ExternalId}");
            }
            else if (count > 1)
            {
                Duplicates++;
                Wronged.Add(key.Person);
                wrong.Add($"person {key.Person} was invited to {key.Interview} for the {count}. time at {At(entry)}, as {entry.ExternalId}");
            }
        }

        _seen = entries.Count;
        return wrong;
    }

    /// <summary>Everything that the books hold of one person, for the report.</summary>
    internal IEnumerable<string> StoryOf(int person)
    {
        var id = person.ToString("D6", CultureInfo.InvariantCulture);
        return sandbox.Audit.Where(e => e.ExternalId?.Contains(id, StringComparison.Ordinal) == true)
            .Select(e => $"{At(e)} {e.Kind} candidate {e.CandidateId} {e.CandidateInterviewId} {e.ExternalId}");
    }

    private static string At(AuditEntry entry) => entry.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
