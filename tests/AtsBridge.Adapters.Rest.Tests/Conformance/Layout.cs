using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>
/// Where a vendor's object has which field: <c>("Email", "emails[0].value")</c>. Written after the vendor's documents and not after the
/// profile, so that a path that is wrong there is found here.
/// </summary>
internal sealed class Layout(params (string Field, string Path)[] places)
{
    /// <summary>The fields that it has.</summary>
    public IEnumerable<string> Fields => places.Select(p => p.Field);

    /// <summary>The object of a sample, without the keys of fields that it does not carry.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="value">How a text is written here; null: as it is.</param>
    public JsonObject Of(SampleApplication sample, Func<string, string, JsonNode?>? value = null)
    {
        var root = new JsonObject();
        foreach (var (field, path) in places.Where(p => sample.Values.ContainsKey(p.Field)))
        {
            Put(root, path.Split('.'), sample[field] is { } text ? value is null ? text : value(field, text) : null);
        }

        return root;
    }

    private static void Put(JsonObject into, ReadOnlySpan<string> steps, JsonNode? value)
    {
        var step = steps[0];
        var isList = step.EndsWith("[0]", StringComparison.Ordinal);
        var key = isList ? step[..^3] : step;
        if (steps.Length == 1)
        {
            into[key] = isList ? new JsonArray(value) : value;
            return;
        }

        if (into[key] is null)
        {
            into[key] = isList ? new JsonArray(new JsonObject()) : new JsonObject();
        }

        Put((JsonObject)(isList ? into[key]![0]! : into[key]!), steps[1..], value);
    }
}
