using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>One kind of thing that records only name, during one read.</summary>
internal abstract class Lookup(string name, LookupSettings settings, int maxChars)
{
    private readonly RecordPath? _by = settings.By is { } by ? RecordPath.Parse(by) : null;
    private readonly JsonPath _id = JsonPath.Parse(settings.Id);

    /// <summary>Its name in paths, without the @.</summary>
    public string Name { get; } = name;

    protected LookupSettings Settings { get; } = settings;

    /// <summary>Finds what the applications of a page name, and puts it into them.</summary>
    public abstract Task FindAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken);

    /// <summary>The id that an application names; null where it names none.</summary>
    protected string? Named(Draft draft)
    {
        var value = _by!.Read(draft, maxChars);
        if (value.Kind == PathHit.Null)
        {
            draft.Found[Name] = null;
        }

        if (value is not { Kind: PathHit.Value, Text: { Length: > 0 } id })
        {
            return null;
        }

        draft.Named[Name] = id;
        return id;
    }

    /// <summary>The elements of a list that count, by their ids.</summary>
    protected IEnumerable<(string Id, JsonElement Element)> Elements(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Object && Counts(element) && RecordPath.Read(_id, element, maxChars) is { Kind: PathHit.Value, Text: { Length: > 0 } id })
            {
                yield return (id, element);
            }
        }
    }

    private bool Counts(JsonElement element)
    {
        try
        {
            return Settings.Where.All(w => new PathStep.Key(w.Key).Find(element, out var times) is var value && times == 1 && value.ValueKind == JsonValueKind.String && value.ValueEquals(w.Value));
        }
        catch (InvalidOperationException)
        {
            return false; // Half of a surrogate pair in a key.
        }
    }
}
