using System.Text.Json;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>What the page brings along beside its list.</summary>
internal sealed class SideLoaded(string name, LookupSettings settings, int maxChars) : Lookup(name, settings, maxChars)
{
    private readonly IReadOnlyList<string> _keys = RecordKeys.Of(settings.Page!);

    public override Task FindAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken)
    {
        var elements = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (id, element) in Elements(RecordKeys.At(page.Root, _keys)))
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
