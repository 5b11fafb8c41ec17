using AtsBridge.Routing;

namespace AtsBridge.Cli.Inference;

/// <summary>Judges columns of e-mail addresses and phone numbers.</summary>
internal static class Contacts
{
    /// <summary>Words of headings that speak of somebody else's address.</summary>
    private static readonly string[] Others =
        ["recruiter", "manager", "owner", "coordinator", "referr", "agency", "source", "interviewer", "created", "assigned", "updated", "user", "hiring", "contact", "employee", "reply"];

    private static readonly string[] Regions =
    [
        "US", "GB", "DE", "FR", "NL", "BE", "AT", "CH", "ES", "IT", "PT", "PL", "CZ", "SE", "DK", "NO", "FI", "IE", "AU", "NZ", "IN", "SG", "ZA", "BR", "MX", "JP", "IL", "AE",
    ];

    /// <summary>Whether a column that nothing names holds addresses that may be the candidate's.</summary>
    public static bool MayBeEmail(Column column) =>
        column.Share(Reading.IsEmail) >= 0.8 && !Others.Any(o => column.Place.Contains(o, StringComparison.OrdinalIgnoreCase));

    public static Question? Email(Column column)
    {
        if (column.Filled.Count(v => Reading.Damage(nameof(SourceRecord.Email), v) is not null) is var several and > 0)
        {
            return new(nameof(SourceRecord.Email),
                FormattableString.Invariant($"\"{column.Place}\" holds several addresses in {several} of {column.Values.Count} records; which is the candidate's can't be known, and such records are quarantined. ")
                + "Export one address a field, or name a place that holds one.", [column.Place]);
        }

        return column.Filled.Count > 0 && column.Share(Reading.IsEmail) < 0.5
            ? new(nameof(SourceRecord.Email), $"\"{column.Place}\" is named like an e-mail address, and most of its values are none. Name the right place in Fields:Email.", [column.Place])
            : null;
    }

    public static Question? Phone(Column column)
    {
        if (column.Filled.Any(v => Reading.Damage(nameof(SourceRecord.Phone), v) is not null))
        {
            return new(nameof(SourceRecord.Phone),
                $"\"{column.Place}\" holds numbers that a spreadsheet or program has taken for amounts (1.2E+10, …678.0); their digits may be lost. Export the column as text.", [column.Place]);
        }

        // Where a number may begin with 0, lengths differ anyway; all digits and one or two short of the rest is what a lost zero looks like.
        return Ids.ShorterThanMost(column) is > 0 and var shorter
            ? new(nameof(SourceRecord.Phone),
                FormattableString.Invariant($"\"{column.Place}\": {shorter} of {column.Filled.Count} numbers are shorter than the others, and none begins with 0: leading zeros may be lost, and then the number is somebody else's. ")
                + "Export the column as text, or name it in Fields:Phone if the numbers are right.", [column.Place])
            : null;
    }

    /// <summary>What to do for numbers that have no country code; null where all have one.</summary>
    public static string? RegionHint(Column column)
    {
        var bare = column.Filled.Where(v => PhoneNumberNormalizer.ToE164(v, null) is null).ToList();
        if (bare.Count == 0)
        {
            return null;
        }

        var fits = Regions.Select(r => (Region: r, Count: bare.Count(v => PhoneNumberNormalizer.ToE164(v, r) is not null)))
            .Where(f => f.Count * 2 > bare.Count).OrderByDescending(f => f.Count).Take(4).ToList();
        var which = fits.Count == 0 ? "Most fit no region that is tried here." : $"So many are valid in: {string.Join(", ", fits.Select(f => FormattableString.Invariant($"{f.Region} ({f.Count})")))}. The format of a number does not tell its country: decide by where the candidates are.";
        return FormattableString.Invariant($"{bare.Count} of {column.Filled.Count} phone numbers have no country code and can't be used without DefaultRegion. ") + which;
    }
}
