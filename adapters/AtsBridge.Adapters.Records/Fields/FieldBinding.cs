using System.IO.Hashing;
using System.Text;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>Which heading of a source is read into which field. Made by <see cref="FieldBinder"/>.</summary>
public sealed class FieldBinding
{
    // Part of the salt: raise it whenever the same cells would be turned into another record, or the engine would go on
    // believing that nothing changed.
    private const int Version = 1;

    /// <summary>Puts a binding together.</summary>
    /// <param name="fields">The fields, in the order in which values are handed over.</param>
    /// <param name="unused">Headings that no field reads.</param>
    /// <param name="inferred">Whether headings were recognised, not named by the settings.</param>
    public FieldBinding(IReadOnlyList<BoundField> fields, IReadOnlyList<string> unused, bool inferred)
    {
        Fields = fields;
        Unused = unused;
        Inferred = inferred;
        Salt = SaltOf(fields);
    }

    /// <summary>The fields that are read.</summary>
    public IReadOnlyList<BoundField> Fields { get; }

    /// <summary>Headings that no field reads.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>Whether headings were recognised, not named by the settings.</summary>
    public bool Inferred { get; }

    /// <summary>What a row must say to be a record.</summary>
    public IReadOnlyList<BoundCondition> Conditions { get; init; } = [];

    /// <summary>Makes fingerprints of another field map differ from those of this one.</summary>
    public long Salt { get; }

    /// <summary>The binding in words, for notes: <c>inferred: Stage ← "Current Stage"; not used: "Notes"</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Inferred ? "inferred: " : "fields: ");
        text.AppendJoin(", ", Fields.Select(f => $"{f.Name} ← \"{f.Source}\""));
        if (Unused.Count > 0)
        {
            text.Append("; not used: ").AppendJoin(", ", Unused.Select(u => $"\"{u}\""));
        }

        return text.ToString();
    }

    private static long SaltOf(IReadOnlyList<BoundField> fields)
    {
        var text = new StringBuilder().Append(Version);
        foreach (var field in fields)
        {
            text.Append('\u0001').Append(field.Field is null ? "@" : "").Append(field.Name).Append('\u0002').Append(field.Source);
        }

        return unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
