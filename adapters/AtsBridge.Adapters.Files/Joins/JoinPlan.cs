using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Files.Joins;

/// <summary>Which fields a record has of its own, which come from joined files, and in which order these are looked up.</summary>
internal sealed class JoinPlan
{
    private JoinPlan(FieldMap own, IReadOnlyList<JoinStep> steps, IReadOnlyList<JoinedField> fields, long salt) =>
        (Own, Steps, Fields, Salt) = (own, steps, fields, salt);

    /// <summary>What is read of a record itself, the keys of the joins among its attributes.</summary>
    public FieldMap Own { get; }

    /// <summary>The joins, each behind the one that names its key.</summary>
    public IReadOnlyList<JoinStep> Steps { get; }

    /// <summary>The fields that come from them.</summary>
    public IReadOnlyList<JoinedField> Fields { get; }

    /// <summary>Makes fingerprints of other joins differ from those of these.</summary>
    public long Salt { get; }

    /// <summary>The attribute under which a record carries the key of a join.</summary>
    /// <remarks>Named as the setting is, for messages; an attribute of the configuration can't have a colon in its name.</remarks>
    public static string KeyOf(string join) => $"Join:{join}:On";

    /// <summary>Whether an attribute is one of those.</summary>
    public static bool IsKey(string attribute) => attribute.Contains(':', StringComparison.Ordinal);

    /// <param name="fields">As the settings have them.</param>
    /// <param name="joins">The joins by name.</param>
    /// <param name="where">What a row must say to be a record.</param>
    /// <exception cref="FormatException">They can't be carried out; the message names the setting.</exception>
    public static JoinPlan Of(FieldMap fields, IReadOnlyDictionary<string, JoinSettings> joins, IReadOnlyDictionary<string, string> where)
    {
        var joined = new List<JoinedField>();
        var own = new Dictionary<CanonicalField, string>();
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields.Named())
        {
            if (Split(field.Source, joins) is ({ } join, var place))
            {
                joined.Add(new(field, join, place));
            }
            else if (field.Field is { } canonical)
            {
                own[canonical] = field.Source;
            }
            else
            {
                attributes[field.Name] = field.Source;
            }
        }

        var steps = Order(joins, joined);
        foreach (var step in steps.Where(s => s.OnJoin is null))
        {
            attributes[KeyOf(step.Name)] = step.OnPlace;
        }

        var said = JsonSerializer.Serialize(joins) + string.Concat(joined.Select(f => $"\u0001{f.Field.Name}\u0002{f.Field.Source}"));
        return new(FieldMap.Of(own, attributes, where), steps, joined, unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(said))));
    }

    /// <summary>A place, apart from the name of the join that it is in; null where it is in none.</summary>
    public static (string? Join, string Place) Split(string place, IReadOnlyDictionary<string, JoinSettings> joins)
    {
        var dot = place.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && joins.ContainsKey(place[..dot].Trim()) ? (place[..dot].Trim(), place[(dot + 1)..].Trim()) : (null, place);
    }

    private static List<JoinStep> Order(IReadOnlyDictionary<string, JoinSettings> joins, List<JoinedField> fields)
    {
        var ordered = new List<JoinStep>();
        var waiting = joins.Keys.Order(StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(n => Split(joins[n].On, joins).Join is not { } on || ordered.Exists(s => s.Name == on)).ToList();
            if (ready.Count == 0)
            {
                throw new FormatException($"Join:{waiting[0]}:On is '{joins[waiting[0]].On}', and leads back to itself: {string.Join(", ", waiting)} wait for one another");
            }

            ordered.AddRange(ready.Select(n => Step(n, joins, fields)));
            waiting.RemoveAll(ready.Contains);
        }

        return ordered;
    }

    private static JoinStep Step(string name, IReadOnlyDictionary<string, JoinSettings> joins, List<JoinedField> fields)
    {
        var (onJoin, onPlace) = Split(joins[name].On, joins);
        var wanted = fields.Where(f => f.Join == name).Select(f => f.Place)
            .Concat(joins.Values.Select(j => Split(j.On, joins)).Where(o => o.Join == name).Select(o => o.Place))
            .Distinct(StringComparer.Ordinal).ToList();
        return wanted.Count > 0
            ? new(name, joins[name], onJoin, onPlace, wanted)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Join:{name} is used by no field: name one, such as \"{name}.{joins[name].Key}\", or remove it"));
    }
}
