using System.Globalization;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>The moments of APIs: ISO 8601, and seconds or milliseconds since 1970.</summary>
internal static class Moment
{
    private const long FirstMilliseconds = 100_000_000_000;

    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public static bool TryRead(string? text, out DateTimeOffset moment)
    {
        moment = default;
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 10 or 13 && long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            moment = unix >= FirstMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(unix) : DateTimeOffset.FromUnixTimeSeconds(unix);
            return true;
        }

        return DateTimeOffset.TryParseExact(trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment) && moment.Year > 1;
    }
}
