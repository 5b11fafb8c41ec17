using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Reporting;

/// <summary>Puts news of an invite into the texts of a request.</summary>
internal static class NewsText
{
    private static readonly FrozenDictionary<string, Func<InviteNews, string?>> Values = new Dictionary<string, Func<InviteNews, string?>>(StringComparer.Ordinal)
    {
        ["Application"] = n => n.Application,
        ["Candidate"] = n => n.CandidateId,
        ["Job"] = n => n.JobId,
        ["Reference"] = n => n.Reference,
        ["Word"] = n => n.Word,
        ["Progress"] = n => n.Progress.ToString(),
        ["Route"] = n => n.Route,
        ["Interview"] = n => n.InterviewId,
        ["At"] = n => n.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a place in a path stands for; null where the news has none.</summary>
    public static string? ValueOf(string place, InviteNews news) => Values.GetValueOrDefault(place)?.Invoke(news);

    /// <summary>The body with its places filled; what has no value is an empty text.</summary>
    public static string Body(string template, InviteNews news)
    {
        // One after the other in the texts of the JSON alone: a brace of the JSON is no place, and a quote in a value ends no text.
        var body = JsonNode.Parse(template)!;
        return Filled(body, news)!.ToJsonString();
    }

    public static IEnumerable<ValidationResult> Faults(WriteBackSettings settings)
    {
        foreach (var unknown in Placeholders.In(settings.Path).Where(p => !Values.ContainsKey(p)))
        {
            yield return new($"Path has {{{unknown}}}. There are: {string.Join(", ", Values.Keys.Order(StringComparer.Ordinal))}.", [nameof(settings.Path)]);
        }

        if (!IsObject(settings.Body))
        {
            yield return new("Body must be the text of a JSON object, such as \"{ \\\"note\\\": \\\"Interview: {Word}\\\" }\".", [nameof(settings.Body)]);
        }
    }

    private static JsonNode? Filled(JsonNode? node, InviteNews news) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Filled(p.Value, news)))),
        JsonArray a => new JsonArray([.. a.Select(e => Filled(e, news))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(string.Concat(Placeholders.Parts(value.GetValue<string>())
            .Select(p => !p.IsPlace ? p.Text : Values.TryGetValue(p.Text, out var valueOf) ? valueOf(news) ?? "" : $"{{{p.Text}}}"))),
        _ => node?.DeepClone(),
    };

    private static bool IsObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
