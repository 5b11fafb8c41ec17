namespace AtsBridge.Cli.Inference;

/// <summary>Judges the words of a status column.</summary>
internal static class Statuses
{
    private const int MostWords = 15;

    private static readonly (string Part, ApplicationStatus Status)[] Parts =
    [
        ("withdr", ApplicationStatus.Withdrawn), ("reject", ApplicationStatus.Rejected), ("declin", ApplicationStatus.Rejected), ("disqualif", ApplicationStatus.Rejected),
        ("unsuccess", ApplicationStatus.Rejected), ("hired", ApplicationStatus.Hired), ("hold", ApplicationStatus.OnHold), ("pause", ApplicationStatus.OnHold), ("active", ApplicationStatus.Active),
    ];

    /// <summary>What a person has to say of words that nobody has met; null where all are known.</summary>
    public static Question? Judge(Column column)
    {
        // "*" as a key would speak of every other word too, and can't be suggested for one.
        var unknown = column.Filled.Distinct(StringComparer.OrdinalIgnoreCase).Where(w => !Reading.IsStatus(w) && w.Trim() != "*").ToList();
        if (unknown.Count == 0)
        {
            return null;
        }

        if (unknown.Count > MostWords)
        {
            return new(nameof(SourceRecord.Status), FormattableString.Invariant($"\"{column.Place}\" has {unknown.Count} words that are not known: it hardly is a status. Name the right place in Fields:Status, or leave it out. Where it only says why somebody is out, set StatusMap to {{ \"\": \"Active\", \"*\": \"Rejected\" }}."), [column.Place]);
        }

        return new(nameof(SourceRecord.Status),
            $"\"{column.Place}\" has words that are not known: they count as Unknown, and nobody with them is invited, until StatusMap says what they mean "
            + "(Active, OnHold, Rejected, Withdrawn, Hired; \"*\" stands for every word that is not named). Check what is suggested, and copy it.", [.. unknown.Select(w => $"\"{w}\": \"{Suggest(column.Place, w)}\"")]) { Refuses = false };
    }

    private static string Suggest(string place, string word)
    {
        var flag = word.ToUpperInvariant() is "TRUE" or "YES" or "1" ? true : word.ToUpperInvariant() is "FALSE" or "NO" or "0" ? false : (bool?)null;
        if (flag is { } set && Find(place) is { } meant)
        {
            return (set ? meant : ApplicationStatus.Active).ToString();
        }

        return Find(word) is { } status && !word.Contains("not ", StringComparison.OrdinalIgnoreCase) ? status.ToString() : "?";
    }

    private static ApplicationStatus? Find(string text) =>
        Parts.Where(p => text.Contains(p.Part, StringComparison.OrdinalIgnoreCase)).Select(p => (ApplicationStatus?)p.Status).FirstOrDefault();
}
