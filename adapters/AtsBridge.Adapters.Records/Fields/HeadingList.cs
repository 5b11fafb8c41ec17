namespace AtsBridge.Adapters.Records.Fields;

/// <summary>Headings in a message: quoted, and not more of them than a person reads.</summary>
internal static class HeadingList
{
    private const int Shown = 60;
    private const int LongestShown = 80;

    public static string Of(IReadOnlyList<string> headings)
    {
        if (headings.Count == 0)
        {
            return "none";
        }
        // Without a header row these are the first person's cells, and messages end up in logs.
        if (headings.Any(LooksLikeData))
        {
            return "not shown, they look like a candidate's data. Does the export have a header row?";
        }

        var text = string.Join(", ", headings.Take(Shown).Select(h => $"\"{Short(h)}\""));
        return headings.Count > Shown ? $"{text} and {headings.Count - Shown} more" : text;
    }

    private static bool LooksLikeData(string heading) =>
        heading.Contains('@', StringComparison.Ordinal) || (heading.Any(char.IsDigit) && !heading.Any(char.IsLetter));

    private static string Short(string heading) =>
        heading.Length <= LongestShown ? heading : string.Concat(heading.AsSpan(0, LongestShown), "…");
}
