namespace AtsBridge.Adapters.Records.Tables;

/// <summary>The headings of a file, each by a name of its own.</summary>
/// <param name="Names">The names.</param>
/// <param name="FewestCells">The fewest cells that a whole row has: columns at the end that have no heading may be left out.</param>
/// <param name="Notes">What was renamed.</param>
internal sealed record Headings(IReadOnlyList<string> Names, int FewestCells, IReadOnlyList<string> Notes)
{
    // AppliTrack writes this literally as the last heading.
    private const string EndMarker = "**EndOfHeader**";

    public static Headings Of(IReadOnlyList<string> cells)
    {
        var names = new List<string>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var notes = new List<string>();
        var fewest = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            var written = cells[i].Trim();
            var isNamed = written.Length > 0 && !string.Equals(written, EndMarker, StringComparison.OrdinalIgnoreCase);
            if (isNamed)
            {
                fewest = i + 1;
            }

            var name = Unique(isNamed ? written : $"Column {i + 1}", taken);
            if (isNamed && !string.Equals(name, written, StringComparison.Ordinal))
            {
                notes.Add($"The heading \"{written}\" stands there more than once; the one in column {i + 1} is called \"{name}\".");
            }

            names.Add(name);
        }

        return new Headings(names, Math.Max(fewest, 1), notes);
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = $"{name} ({i})";
        }

        return unique;
    }
}
