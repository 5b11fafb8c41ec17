using System.Globalization;

namespace AtsBridge;

/// <summary>Dates as exports write them. Without a zone they count as UTC; what could be read in two ways is not read.</summary>
internal static class Moments
{
    /// <summary>Unix milliseconds from 2001 on have 13 digits; Unix seconds have 10 until the year 2286.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>The notations of one letter that .NET has; it throws at any other letter that stands alone.</summary>
    private const string Standard = "dDfFgGmMoOrRstTuUyY";

    private static readonly string[] Iso =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz", "yyyy/MM/dd", "yyyy/MM/dd HH:mm:ss",
    ];

    internal static bool TryRead(string value, IReadOnlyList<string> ownFormats, out DateTimeOffset moment)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        foreach (var format in ownFormats)
        {
            if ((format.Length != 1 || Standard.Contains(format[0], StringComparison.Ordinal))
                && DateTimeOffset.TryParseExact(value, format, CultureInfo.InvariantCulture, Styles, out moment))
            {
                return true;
            }
        }

        if (DateTimeOffset.TryParseExact(value, Iso, CultureInfo.InvariantCulture, Styles, out moment))
        {
            return true;
        }

        if (value.Length is 10 or 13 && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            moment = unix >= FirstMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(unix) : DateTimeOffset.FromUnixTimeSeconds(unix);
            return true;
        }

        moment = default;
        return false;
    }
}
