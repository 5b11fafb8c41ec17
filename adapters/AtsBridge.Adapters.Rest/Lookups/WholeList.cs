using System.Globalization;
using System.Text.Json;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Paging;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>A list that is read once a read, when the first record needs it: stages, jobs.</summary>
internal sealed class WholeList(string name, LookupSettings lookup, RestSettings settings, Caller caller, Addresses addresses)
    : Lookup(name, lookup, settings.Limits.MaxCellChars)
{
    private Dictionary<string, JsonElement>? _elements;

    public override async Task FindAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken)
    {
        foreach (var draft in drafts)
        {
            if (Named(draft) is { } id)
            {
                _elements ??= await ReadAsync(cancellationToken);
                if (_elements.TryGetValue(id, out var element))
                {
                    draft.Found[Name] = element;
                }
            }
        }
    }

    private async Task<Dictionary<string, JsonElement>> ReadAsync(CancellationToken cancellationToken)
    {
        var walk = new Walk(caller, settings, Pager.Of(Settings.Paged ? settings.Paging : new PagingSettings(), addresses), Settings.Records);
        var elements = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var bytes = 0L;
        await foreach (var page in walk.PagesAsync(addresses.Of(Settings)!, [], cancellationToken))
        {
            bytes += page.List.Length;
            if (bytes > settings.Limits.MaxLookupBytes)
            {
                throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                    $"The lookup '{Name}' of {page.Answer.Call.Place} holds more than {settings.Limits.MaxLookupBytes:N0} bytes. Ask for what is needed with Ids, or raise Limits:MaxLookupBytes."));
            }

            using var list = SingleAnswer.Parse(page.List, page.Answer, settings.Limits.MaxDepth);
            page.Records = list.RootElement.GetArrayLength();
            foreach (var (id, element) in Elements(list.RootElement))
            {
                elements.TryAdd(id, element.Clone());
            }
        }

        return elements;
    }
}
