using System.Collections.Frozen;

namespace AtsBridge;

/// <summary>
/// The status words of the systems that we have met, and what they mean. A word that two systems use for two things is left out
/// on purpose, because Unknown invites nobody: converted (goes on as another application), lead (was approached, and may not know),
/// transferred (goes on under another job), accepted (hired, or merely received), no contact, draft, saved.
/// </summary>
internal static class StatusWords
{
    /// <summary>The key of a map that stands for every word that nobody knows.</summary>
    private const string Others = "*";

    private static readonly FrozenDictionary<string, ApplicationStatus> Known = Words(
        (ApplicationStatus.Active, "active|in process|in progress|in review|under review|in consideration|under consideration|open|new|current|applied|submitted|contacted|replied|candidate responded|qualifying|shortlisted|interviewing|interview|negotiating|offered|offer extended|live|pending"),
        (ApplicationStatus.OnHold, "on hold|hold|held|paused|put on hold|snoozed"),
        (ApplicationStatus.Rejected, "rejected|declined|disqualified|deselected|archived|not selected|unsuccessful|closed|not in consideration|no longer under consideration|client declined|client rejected|not hired"),
        (ApplicationStatus.Withdrawn, "withdrawn|withdrew|withdraw|self withdrawn|candidate withdrew|candidate withdrawn|application withdrawn|withdrawn by candidate|candidate declined|offer declined|opted out"),
        (ApplicationStatus.Hired, "hired|placed|joined|onboarded|offer accepted"))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The meaning of a word: the source's own map first, then the words known here, then what the map says of all others.</summary>
    internal static ApplicationStatus Meaning(string word, IReadOnlyDictionary<string, ApplicationStatus> map)
    {
        var (trimmed, others) = (word.Trim(), ApplicationStatus.Unknown);
        foreach (var (own, status) in map)
        {
            var key = own.AsSpan().Trim();
            if (key.Equals(trimmed, StringComparison.OrdinalIgnoreCase))
            {
                return status;
            }

            others = key.SequenceEqual(Others) ? status : others;
        }

        // No word is no word that could mean something: only the empty key stands for it.
        return Known.TryGetValue(trimmed, out var known) || Known.TryGetValue(LettersOf(trimmed), out known) ? known
            : trimmed.Length == 0 ? ApplicationStatus.Unknown : others;
    }

    /// <summary>One system writes <c>IN_REVIEW</c>, the next <c>InReview</c> or <c>In review</c>: what stands between the words says nothing.</summary>
    private static string LettersOf(string word) => string.Concat(word.Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-')));

    private static IEnumerable<KeyValuePair<string, ApplicationStatus>> Words(params (ApplicationStatus Status, string Words)[] groups) =>
        groups.SelectMany(g => g.Words.Split('|'), (g, word) => KeyValuePair.Create(LettersOf(word), g.Status));
}
