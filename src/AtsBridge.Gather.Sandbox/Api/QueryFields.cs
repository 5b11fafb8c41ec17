using System.Globalization;
using System.Text.Json.Nodes;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>The query of a list.</summary>
internal sealed class QueryFields(IReadOnlyDictionary<string, string> query)
{
    public string? Text(string field) => query.TryGetValue(field, out var value) && value.Length > 0 ? value : null;

    public bool? Flag(string field) => Text(field) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw ApiRefusal.Invalid(field, "must be true or false"),
    };

    /// <summary>Cuts the page that was asked for out of all that match.</summary>
    public ApiAnswer Page<T>(IEnumerable<T> matches, string[] sizeFields, int defaultSize, Func<JsonArray, JsonNode> list, Func<T, JsonObject> write)
    {
        var page = Number(1, int.MaxValue, 1, "page");
        var size = Number(1, 100, defaultSize, sizeFields);
        var all = matches as IReadOnlyList<T> ?? [.. matches];
        var rows = all.Skip((int)Math.Min((page - 1L) * size, int.MaxValue)).Take(size).Select(write).ToArray<JsonNode>();
        return ApiAnswer.Success(200, list(new JsonArray(rows))) with
        {
            Pagination = new JsonObject
            {
                ["page"] = page, ["limit"] = size, ["total"] = all.Count, ["totalPages"] = (all.Count + size - 1) / size,
            },
        };
    }

    private int Number(int lowest, int highest, int absent, params string[] fields)
    {
        foreach (var field in fields)
        {
            if (Text(field) is not { } text)
            {
                continue;
            }

            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
                ? number
                : throw ApiRefusal.Invalid(field, $"must be a whole number from {lowest} to {highest}");
        }
        return absent;
    }
}
