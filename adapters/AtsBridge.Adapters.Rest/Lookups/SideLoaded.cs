using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>What the page brings along beside its list.</summary>
internal sealed class SideLoaded(string name, LookupSettings settings, int maxChars) : Lookup(name, settings, maxChars)
{
    private readonly IReadOnlyList<string> _keys = RecordKeys.Of(settings.Page!);

    public override Task FindAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken)
    {
        var at = page.Root;
        foreach (var key in _keys)
        {
            at = at.ValueKind == JsonValueKind.Object ? new PathStep.Key(key).Find(at, out _) : default;
        }

        var elements = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (id, element) in Elements(at))
        {
            elements.TryAdd(id, element);
        }

        foreach (var draft in drafts)
        {
            if (Named(draft) is { } id && elements.TryGetValue(id, out var element))
            {
                draft.Found[Name] = element;
            }
        }

        return Task.CompletedTask;
    }
}
