using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Records.Json.Reading;

/// <summary>Which path is read into which field.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Paths">Their paths, in the same order.</param>
/// <param name="Note">What the consultant should see; null: the settings say it all.</param>
internal sealed record PathBinding(FieldBinding Fields, IReadOnlyList<JsonPath> Paths, string? Note)
{
    /// <summary>No fields at all.</summary>
    public static PathBinding Nothing { get; } = new(new FieldBinding([], [], inferred: true), [], Note: null);

    /// <summary>As the settings name them.</summary>
    public static PathBinding Of(FieldMap map)
    {
        var fields = map.Named().Select((f, i) => new BoundField(f.Field, f.Name, f.Source, i)).ToList();
        var conditions = map.Where.Select(w => new BoundCondition(w.Key, -1, w.Value)).ToList();
        return new(new FieldBinding(fields, [], inferred: false) { Conditions = conditions }, [.. fields.Select(f => JsonPath.Parse(f.Source))], Note: null)
        {
            Conditions = [.. conditions.Select(c => (JsonPath.Parse(c.Source), c))],
        };
    }

    /// <summary>What a record must say to be one.</summary>
    public IReadOnlyList<(JsonPath Path, BoundCondition Condition)> Conditions { get; private init; } = [];
}
