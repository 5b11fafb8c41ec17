using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>All the elements that a path hits; of a list at its end, the elements.</summary>
internal static class NestedElements
{
    public static IEnumerable<JsonElement> Of(JsonElement record, JsonPath path) => At(record, path, 0);

    private static IEnumerable<JsonElement> At(JsonElement at, JsonPath path, int step)
    {
        if (step == path.Steps.Count)
        {
            return at.ValueKind switch
            {
                JsonValueKind.Null => [],
                JsonValueKind.Array => at.EnumerateArray().Where(e => e.ValueKind != JsonValueKind.Null),
                _ => [at],
            };
        }

        return path.Steps[step] switch
        {
            PathStep.Key key => at.ValueKind == JsonValueKind.Object && key.Find(at, out var times) is var value && times > 0 ? At(value, path, step + 1) : [],
            _ when at.ValueKind != JsonValueKind.Array => [],
            PathStep.Index { Number: var number } => number < at.GetArrayLength() ? At(at[number], path, step + 1) : [],
            PathStep.Where where => at.EnumerateArray().Where(where.Matches).SelectMany(e => At(e, path, step + 1)),
            _ => at.EnumerateArray().SelectMany(e => At(e, path, step + 1)),
        };
    }
}
