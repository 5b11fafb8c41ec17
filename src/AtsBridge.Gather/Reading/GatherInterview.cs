using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Reading;

/// <summary>Reads an interview, whose status is a number in newer answers and a word in older ones.</summary>
internal static class GatherInterview
{
    /// <summary>Its name where it stands one level deeper than <c>data</c>.</summary>
    internal const string Name = "interview";

    internal static Interview Read(JObject row)
    {
        var state = State(Values.Text(row["status"]));
        var title = Values.Text(row["title"]) ?? Values.Text(row["displayName"]) ?? "";
        return new Interview(Values.Id(row["id"])!, title, CanBeSent: state == "active", state);
    }

    private static string State(string? status) => status?.Trim().ToLowerInvariant() switch
    {
        "0" or "active" => "active",
        "1" => "paused",
        "2" => "closed",
        "3" => "archived",
        null or "" => "not given",
        var other => other,
    };
}
