using System.Collections.Frozen;

namespace AtsBridge;

/// <summary>The status words of the systems that we have met, and what they mean.</summary>
internal static class StatusWords
{
    private static readonly FrozenDictionary<string, ApplicationStatus> Known = Words(
        (ApplicationStatus.Active, "active|in process|in progress|in review|open|new|current|applied|replied|interviewing|interview|live|pending"),
        (ApplicationStatus.OnHold, "on hold|onhold|hold|held|paused|put on hold|snoozed"),
        (ApplicationStatus.Rejected, "rejected|declined|disqualified|deselected|archived|not selected|unsuccessful|closed|not in consideration|client declined|not hired"),
        (ApplicationStatus.Withdrawn, "withdrawn|withdrew|withdraw|self withdrawn|candidate withdrew|opted out"),
        (ApplicationStatus.Hired, "hired|placed|joined|onboarded|offer accepted"))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The meaning of a word: the source's own map first, then the words known here.</summary>
    internal static ApplicationStatus Meaning(string word, IReadOnlyDictionary<string, ApplicationStatus> map)
    {
        var trimmed = word.Trim();
        foreach (var (own, status) in map)
        {
            if (string.Equals(own.Trim(), trimmed, StringComparison.OrdinalIgnoreCase))
            {
                return status;
            }
        }

        return Known.GetValueOrDefault(trimmed.Replace('_', ' ').Replace('-', ' '), ApplicationStatus.Unknown);
    }

    private static IEnumerable<KeyValuePair<string, ApplicationStatus>> Words(params (ApplicationStatus Status, string Words)[] groups) =>
        groups.SelectMany(g => g.Words.Split('|'), (g, word) => KeyValuePair.Create(word, g.Status));
}
