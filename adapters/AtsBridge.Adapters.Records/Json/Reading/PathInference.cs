using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Records.Json.Reading;

/// <summary>
/// Recognises fields where the settings name none: a path is read aloud as a heading (<c>emails[0].value</c> as "email",
/// <c>current_stage.name</c> as "current_stage name") and the shared room knows the headings.
/// </summary>
internal static class PathInference
{
    private const int MostUnusedShown = 30;

    public static PathBinding Infer(PathListing listing, IReadOnlyList<string>? listKeys, string file)
    {
        var paths = listing.Paths.ToList();
        var names = new PathNames([.. paths.Select(p => p.Key)], listKeys is { Count: > 0 } ? listKeys[^1] : null);
        var byName = new Dictionary<string, KeyValuePair<string, PathStep[]>>(StringComparer.OrdinalIgnoreCase);
        // The shorter path first: "email" beside "emails[0].value" is the one that the ATS itself calls the e-mail.
        foreach (var path in paths.OrderBy(p => p.Value.Length))
        {
            byName.TryAdd(names.Of(path.Key, path.Value), path);
        }

        var recognised = FieldBinder.Bind(map: null, [.. byName.Keys], file);
        var fields = recognised.Fields.Select(f => f with { Source = byName[f.Source].Key }).ToList();
        var used = fields.Select(f => f.Source).ToHashSet(StringComparer.Ordinal);
        var unused = paths.Select(p => p.Key).Where(p => !used.Contains(p)).Take(MostUnusedShown).ToList();
        var binding = new FieldBinding(fields, unused, inferred: true);
        var note = names.StatusIsFlag ? $"{binding}. Status is a flag here: say in StatusMap what its words mean, until then everybody counts as Unknown and nobody is invited." : binding.ToString();
        return new(binding, [.. recognised.Fields.Select(f => JsonPath.Of(byName[f.Source].Key, byName[f.Source].Value))], note);
    }
}
