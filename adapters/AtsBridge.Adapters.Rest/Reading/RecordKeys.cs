using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>The keys that lead to the list in an answer.</summary>
internal static class RecordKeys
{
    private const int MostShown = 30;

    public static IReadOnlyList<string> Of(string path) => path.Trim() == "$" ? [] : JsonPath.Parse(path).Keys!;

    /// <summary>What stands under the keys; nothing where they lead nowhere.</summary>
    public static JsonElement At(JsonElement root, IReadOnlyList<string> keys)
    {
        try
        {
            foreach (var key in keys)
            {
                root = root.ValueKind == JsonValueKind.Object ? new PathStep.Key(key).Find(root, out _) : default;
            }

            return root;
        }
        catch (InvalidOperationException)
        {
            return default; // Half of a surrogate pair in a key.
        }
    }

    /// <summary>What to say where there is no list.</summary>
    public static SourceException NoList(Answer answer, Envelope envelope, string path)
    {
        var keys = Found(envelope.Root);
        return new(SourceFault.Unreadable,
            $"{answer.Call.Place} answered without a list under {path.Trim()}{(keys.Length == 0 ? "" : $"; keys found: {keys}")}. An outage counts as no empty list: nothing was changed. Set Records to the path of the list.");
    }

    private static string Found(JsonElement root)
    {
        try
        {
            return root.ValueKind != JsonValueKind.Object ? "" : string.Join(", ", root.EnumerateObject().Take(MostShown).Select(p => p.Name)
                .Where(n => n.Length < 60 && n.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')));
        }
        catch (InvalidOperationException)
        {
            return ""; // A key with half of a surrogate pair in it.
        }
    }
}
