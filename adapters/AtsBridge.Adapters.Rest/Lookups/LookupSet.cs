using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>All lookups of one read, in their order.</summary>
internal sealed class LookupSet
{
    private readonly List<Lookup> _early;
    private readonly List<Lookup> _late;
    private readonly LookupBudget _budget;
    private readonly RestSettings _settings;

    public LookupSet(RestSettings settings, Caller caller, Addresses addresses)
    {
        _settings = settings;
        _budget = new LookupBudget(settings.Limits.MaxLookups);
        Late = LookupOrder.Late(settings.Lookups);
        var all = (LookupOrder.Of(settings.Lookups) ?? []).Select(name => Of(name, caller, addresses)).ToLookup(l => Late.Contains(l.Name));
        (_early, _late) = ([.. all[false]], [.. all[true]]);
    }

    /// <summary>The names of those that are only asked for records that have changed.</summary>
    public IReadOnlySet<string> Late { get; }

    public Task FindEarlyAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken) => FindAsync(_early, drafts, page, cancellationToken);

    public Task FindLateAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken) => FindAsync(_late, drafts, page, cancellationToken);

    private static async Task FindAsync(List<Lookup> lookups, IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken)
    {
        foreach (var lookup in lookups)
        {
            await lookup.FindAsync(drafts, page, cancellationToken);
        }
    }

    private Lookup Of(string name, Caller caller, Addresses addresses)
    {
        var lookup = _settings.Lookups[name];
        return lookup.IsSideLoaded ? new SideLoaded(name, lookup, _settings.Limits.MaxCellChars)
            : lookup.IsOfOneRecord ? new OneByOne(name, lookup, _settings, caller, addresses, _budget)
            : lookup.Ids is not null ? new ByIds(name, lookup, _settings, caller, addresses, _budget)
            : new WholeList(name, lookup, _settings, caller, addresses);
    }
}
