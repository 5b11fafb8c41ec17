using System.Globalization;
using System.Text.Json.Nodes;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>How values are written.</summary>
internal static class Json
{
    /// <summary>ISO 8601 in UTC, with milliseconds.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static JsonNode? Moment(DateTimeOffset? at) => at is { } known ? Moment(known) : null;
}
