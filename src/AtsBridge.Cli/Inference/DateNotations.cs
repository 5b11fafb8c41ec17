namespace AtsBridge.Cli.Inference;

/// <summary>In which notation a column holds its dates, where one alone can read it.</summary>
internal static class DateNotations
{
    /// <summary>Dates with the day first, with the month first, and those in which nothing can be confused.</summary>
    private static readonly string[][] Dates =
    [
        ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d/M/yy", "d.M.yy", "d-M-yy"],
        ["M/d/yyyy", "M.d.yyyy", "M-d-yyyy", "M/d/yy", "M.d.yy", "M-d-yy"],
        ["d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d, yyyy", "d MMMM yyyy", "MMMM d, yyyy", "yyyy.M.d", "yyyy-M-d", "yyyy/M/d"],
    ];

    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " h:mm tt", " h:mm:ss tt", ", H:mm", ", h:mm tt"];

    private static readonly string[][] Families = [.. Dates.Select(f => f.SelectMany(d => Times, (d, t) => d + t).ToArray())];

    /// <summary>Judges a column.</summary>
    /// <returns>The notation to name, null where none is needed; or the question; and the share of values that are dates.</returns>
    public static (string? Format, Question? Question, double Share) Judge(string field, Column column)
    {
        var own = column.Filled.Where(v => !Reading.IsDate(v)).Distinct(StringComparer.Ordinal).ToList();
        var read = own.Where(v => Families.Any(f => Array.Exists(f, format => Reading.IsDate(v, format)))).ToList();
        var share = column.Share(v => !own.Contains(v, StringComparer.Ordinal) || read.Contains(v, StringComparer.Ordinal));
        if (share < 0.8)
        {
            return (null, new(field, $"\"{column.Place}\" is named like a date, and most of its values are in no notation that is known here. "
                + $"Write the notation into DateFormats (a .NET date format), or leave {field} out.", [column.Place]), share);
        }

        if (read.Count == 0)
        {
            return (null, null, share);
        }

        // Half a notation would be worse than none: what one format alone can't read is a mixture.
        var fits = Families.Select(f => f.FirstOrDefault(format => read.TrueForAll(v => Reading.IsDate(v, format)))).ToArray();
        return (fits[0], fits[1], fits[2]) switch
        {
            ({ } day, { } month, _) => (null, Ambiguous(field, column, read[0], day, month), share),
            (null, null, null) => (null, Mixed(field, column, read), share),
            _ => (fits[0] ?? fits[1] ?? fits[2], null, share),
        };
    }

    private static Question Ambiguous(string field, Column column, string example, string day, string month) => new(field,
        $"\"{column.Place}\": is {example} the day first or the month first? No value in the sample has a number over 12 that would tell. "
        + $"Ask whoever exports it, or look for a date you know; then name the place in Fields:{field}, and the notation in DateFormats.",
        [day, month]);

    private static Question Mixed(string field, Column column, List<string> values)
    {
        var counted = Families.SelectMany(f => f)
            .Select(format => (Format: format, Count: values.Count(v => Reading.IsDate(v, format))))
            .Where(f => f.Count > 0).OrderByDescending(f => f.Count).DistinctBy(f => Separators(f.Format), StringComparer.Ordinal).Take(4);
        return new(field,
            $"\"{column.Place}\" holds dates in more than one notation, as spreadsheets make of a column that they take for dates in part; "
            + "day and month may have changed places in some. Export the column as text or as ISO dates (2026-04-03), or leave "
            + $"{field} out.", [.. counted.Select(f => FormattableString.Invariant($"{f.Format} ({f.Count} values)"))]);
    }

    private static string Separators(string format) => string.Concat(format.Where(c => !char.IsLetter(c)));
}
