using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Wire;

/// <summary>Single values out of JSON that may hold anything in their place. None of these throws.</summary>
internal static class Values
{
    private const int MaxIdLength = 128;

    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>A word, also where it is written as a number; null for everything else.</summary>
    internal static string? Text(JToken? token) => token switch
    {
        JValue { Type: JTokenType.String, Value: string text } => text,
        JValue { Type: JTokenType.Integer, Value: long number } => number.ToString(CultureInfo.InvariantCulture),
        JValue { Type: JTokenType.Integer, Value: BigInteger number } => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>An id: something that can stand in a path as it is. Anything else counts as none.</summary>
    internal static string? Id(JToken? token) => Text(token) is { } text && IsId(text) ? text : null;

    /// <summary>Without this, an id of <c>..</c> would ask for another address than was meant.</summary>
    internal static bool IsId(string text) =>
        text.Length is > 0 and <= MaxIdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    internal static long? Count(JToken? token) =>
        long.TryParse(Text(token), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>A moment: ISO 8601 (UTC where it names no zone), Unix seconds or Unix milliseconds.</summary>
    internal static DateTimeOffset? Moment(JToken? token) => Moment(Text(token));

    internal static DateTimeOffset? Moment(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            return FromUnix(unix);
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var moment) ? moment : null;
    }

    private static DateTimeOffset? FromUnix(long unix)
    {
        if (unix < FirstMilliseconds)
        {
            return DateTimeOffset.FromUnixTimeSeconds(unix);
        }

        return unix <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(unix) : null;
    }
}
