using System.Text.Json;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Paging;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>A list that can be asked for by ids, as many at a time as it takes.</summary>
internal sealed class ByIds(string name, LookupSettings lookup, RestSettings settings, Caller caller, Addresses addresses, LookupBudget budget)
    : Lookup(name, lookup, settings.Limits.MaxCellChars)
{
    private const int MostKept = 20_000;

    private readonly Dictionary<string, JsonElement> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public override async Task FindAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken)
    {
        if (_asked.Count > MostKept)
        {
            _asked.Clear();
            _known.Clear();
        }

        var named = drafts.Select(d => (Draft: d, Id: Named(d))).Where(d => d.Id is not null).ToList();
        // A comma in an id would be two of them.
        foreach (var ids in named.Select(n => n.Id!).Where(i => !i.Contains(',', StringComparison.Ordinal) && !_asked.Contains(i)).Distinct(StringComparer.Ordinal).ToList().Chunk(Settings.MostIds))
        {
            budget.Take(Name);
            await AskAsync(ids, cancellationToken);
        }

        foreach (var (draft, id) in named)
        {
            if (_known.TryGetValue(id!, out var element))
            {
                draft.Found[Name] = element;
            }
        }
    }

    private async Task AskAsync(string[] ids, CancellationToken cancellationToken)
    {
        var call = Addresses.With(addresses.Of(Settings)!, Settings.Ids!, string.Join(',', ids), ParameterPlace.Query);
        var walk = new Walk(caller, settings, Pager.Of(Settings.Paged ? settings.Paging : new PagingSettings(), addresses), Settings.Records);
        await foreach (var page in walk.PagesAsync(call, [], cancellationToken))
        {
            using var list = SingleAnswer.Parse(page.List, page.Answer, settings.Limits.MaxDepth);
            page.Records = list.RootElement.GetArrayLength();
            foreach (var (id, element) in Elements(list.RootElement))
            {
                _known.TryAdd(id, element.Clone());
            }
        }

        _asked.UnionWith(ids);
    }
}
