using System.Text.Json.Nodes;

namespace AtsBridge.Cli.Inference;

/// <summary>The findings as they stand under <c>Sources</c>.</summary>
internal static class SourceEntry
{
    internal static JsonObject Of(string name, string path, IReadOnlyDictionary<string, string> said, Findings findings)
    {
        var options = new JsonObject { ["Path"] = path };
        foreach (var (key, value) in findings.Options.Concat(said).GroupBy(o => o.Key, StringComparer.OrdinalIgnoreCase).Select(g => g.Last()))
        {
            options[key] = value;
        }

        var fields = new JsonObject();
        foreach (var field in findings.Fields)
        {
            fields[field.Field] = field.Place;
        }

        if (fields.Count > 0)
        {
            options["Fields"] = fields;
        }

        var entry = new JsonObject { ["Adapter"] = findings.Adapter };
        if (findings.DateFormats.Count > 0)
        {
            entry["DateFormats"] = new JsonArray([.. findings.DateFormats.Select(f => JsonValue.Create(f))]);
        }

        entry["Options"] = options;
        return new() { [name] = entry };
    }

    /// <summary>A name for the source, from the file's.</summary>
    internal static string NameOf(string file)
    {
        var stem = Path.GetFileName(file).Split('.')[0];
        var name = string.Concat(stem.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')).ToLowerInvariant();
        return name.Length == 0 ? "source" : name;
    }
}
