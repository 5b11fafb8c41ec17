using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>An object with an address of its own for each record: its detail, its person. Each address is asked once a read.</summary>
internal sealed class OneByOne(string name, LookupSettings lookup, RestSettings settings, Caller caller, Addresses addresses, LookupBudget budget)
    : Lookup(name, lookup, settings.Limits.MaxCellChars)
{
    private const int MostKept = 2_000;

    private readonly Dictionary<string, RecordPath> _places = Placeholders.In(lookup.Path).Distinct(StringComparer.Ordinal).ToDictionary(p => p, RecordPath.Parse, StringComparer.Ordinal);
    private readonly SingleAnswer _answers = new(caller, settings, lookup.Records, []);
    private readonly Dictionary<string, JsonElement?> _known = new(StringComparer.Ordinal);

    public override async Task FindAsync(IReadOnlyList<Draft> drafts, Envelope page, CancellationToken cancellationToken)
    {
        if (_known.Count > MostKept)
        {
            _known.Clear();
        }

        foreach (var draft in drafts)
        {
            if (addresses.Of(Settings, place => _places[place].Read(draft, settings.Limits.MaxCellChars) is { Kind: PathHit.Value, Text: { } text } ? text : null) is not { } call)
            {
                continue;
            }

            if (!_known.TryGetValue(call.Address.OriginalString, out var found))
            {
                budget.Take(Name);
                _known[call.Address.OriginalString] = found = await _answers.FindAsync(call, cancellationToken);
            }

            draft.Found[Name] = found;
        }
    }
}
