using System.Globalization;

namespace AtsBridge.Testing;

/// <summary>Moments as digits: seconds, or milliseconds, since 1970, which are always UTC.</summary>
internal static class UnixMoment
{
    // As conversion tells them apart: seconds reach this in the year 5138, milliseconds in 1973.
    private const long FirstMilliseconds = 100_000_000_000;

    // The end of the year 9999: what comes behind is no moment.
    private const long Last = 253_402_300_799_999;

    /// <summary>The moment of a text of digits; null where it is another text.</summary>
    internal static DateTimeOffset? Read(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && unix <= Last
            ? unix >= FirstMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(unix) : DateTimeOffset.FromUnixTimeSeconds(unix)
            : null;

    /// <summary>Whether a text of digits is a moment, as exactly as its notation can say it: seconds have no fractions.</summary>
    internal static bool IsOf(string digits, DateTimeOffset moment) =>
        Read(digits) is { } read && (read == moment || (long.Parse(digits, CultureInfo.InvariantCulture) < FirstMilliseconds && read.ToUnixTimeSeconds() == moment.ToUnixTimeSeconds()));
}
