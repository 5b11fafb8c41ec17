using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Rest.Calling;

namespace AtsBridge.Adapters.Rest.Reporting;

/// <summary>Puts news of an invite into the body of a request.</summary>
internal static class NewsText
{
    // A key that stands twice would be found only when the body is filled.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The body with its places filled; what has no value is an empty text. Null where the body can't do without it.</summary>
    public static string? Body(string template, NewsValues values)
    {
        // One after the other in the texts of the JSON alone: a brace of the JSON is no place, and a quote in a value ends no text.
        var body = JsonNode.Parse(template)!;
        return Places(body).Any(values.Lacks) ? null : Filled(body, values)!.ToJsonString();
    }

    /// <summary>What stands in braces in the texts of a body.</summary>
    public static IEnumerable<string> Places(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Places(p.Value)),
        JsonArray a => a.SelectMany(Places),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Placeholders.In(value.GetValue<string>()),
        _ => [],
    };

    /// <summary>The text as a JSON object; null where it is none.</summary>
    public static JsonObject? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Filled(JsonNode? node, NewsValues values) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Filled(p.Value, values)))),
        JsonArray a => new JsonArray([.. a.Select(e => Filled(e, values))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Filled(value.GetValue<string>(), values),
        _ => node?.DeepClone(),
    };

    private static JsonValue Filled(string text, NewsValues values)
    {
        List<(bool IsPlace, string Text)> parts = [.. Placeholders.Parts(text)];
        var filled = string.Concat(parts.Select(p => !p.IsPlace ? p.Text : values.Knows(p.Text) ? values.Of(p.Text) ?? "" : $"{{{p.Text}}}"));
        var asNumber = parts is [(true, var place)] && NewsValues.IsNumber(place);
        return asNumber && IsNumber(filled, out var number) ? JsonValue.Create(number) : JsonValue.Create(filled);
    }

    /// <summary>Only what comes out as it went in: leading zeros are part of an id, and the system is to say what it thinks of it.</summary>
    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number.ToString(CultureInfo.InvariantCulture) == text;
}
