using System.IO.Hashing;
using System.Text;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Xml.Paths;

namespace AtsBridge.Adapters.Xml.Reading;

/// <summary>Which path is read into which field.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Paths">Their paths, in the same order.</param>
internal sealed record PathBinding(FieldBinding Fields, IReadOnlyList<FieldPath> Paths)
{
    private const int MostUnusedShown = 30;

    // Part of every fingerprint: raise it whenever the same nodes would be turned into another record.
    private const int Version = 1;

    /// <summary>No fields at all.</summary>
    public static PathBinding Nothing { get; } = new(new FieldBinding([], [], inferred: true), []);

    /// <summary>What a record must say to be one.</summary>
    public IReadOnlyList<(FieldPath Path, BoundCondition Condition)> Conditions { get; private init; } = [];

    /// <summary>As the settings name them.</summary>
    public static PathBinding Of(FieldMap map, NameRule names)
    {
        var fields = map.Named().Select((f, i) => new BoundField(f.Field, f.Name, f.Source, i)).ToList();
        var conditions = map.Where.Select(w => new BoundCondition(w.Key, -1, w.Value)).ToList();
        return new(new FieldBinding(fields, [], inferred: false) { Conditions = conditions }, [.. fields.Select(f => FieldPath.Parse(f.Source, names))])
        {
            Conditions = [.. conditions.Select(c => (FieldPath.Parse(c.Source, names), c))],
        };
    }

    /// <summary>Recognised: a path is read aloud as a heading, and the shared room knows the headings.</summary>
    /// <exception cref="SourceException">It isn't clear enough.</exception>
    public static PathBinding Infer(PathListing listing, string record, string file, NameRule names)
    {
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // The shorter path first: a phone of the record itself counts for more than one of something in it.
        foreach (var path in listing.Paths.OrderBy(p => p.Count(c => c == '/')))
        {
            byName.TryAdd(PathNames.Of(path, record), path);
        }

        var recognised = FieldBinder.Bind(map: null, [.. byName.Keys], file);
        var fields = recognised.Fields.Select(f => f with { Source = byName[f.Source] }).ToList();
        var used = fields.Select(f => f.Source).ToHashSet(StringComparer.Ordinal);
        var binding = new FieldBinding(fields, [.. listing.Paths.Where(p => !used.Contains(p)).Take(MostUnusedShown)], inferred: true);
        return new(binding, [.. fields.Select(f => FieldPath.Parse(f.Source, names))]);
    }

    /// <summary>Whatever makes another record of the same nodes.</summary>
    public long Salt(XmlSettings settings)
    {
        var text = new StringBuilder().Append(Version).Append('\u0001').Append(settings.MaxCellChars);
        foreach (var (prefix, uri) in settings.Namespaces.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            text.Append('\u0001').Append(prefix).Append('\u0002').Append(uri);
        }

        foreach (var condition in Fields.Conditions)
        {
            text.Append('\u0003').Append(condition.Source).Append('\u0002').Append(condition.Value);
        }

        return Fields.Salt ^ unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
