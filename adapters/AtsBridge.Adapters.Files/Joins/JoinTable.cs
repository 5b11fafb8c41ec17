using System.Collections.Frozen;
using System.Globalization;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Files.Joins;

/// <summary>The rows of a joined file by their key. Only the places that somebody wants are held.</summary>
internal sealed class JoinTable(JoinStep step)
{
    /// <summary>Held in memory, so it must have an end: about a gigabyte.</summary>
    private const long MostChars = 400_000_000;

    private const int CharsOfARow = 100;

    private readonly Dictionary<string, string?[]> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _several = new(StringComparer.Ordinal);
    private long _chars;

    public JoinStep Step => step;

    /// <summary>What is read of the joined file.</summary>
    public FieldMap Fields => FieldMap.Of(
        FrozenDictionary<CanonicalField, string>.Empty,
        new Dictionary<string, string>(step.Places.Select((p, i) => KeyValuePair.Create(FieldName(i), p)).Append(KeyValuePair.Create(KeyName, step.Settings.Key)), StringComparer.Ordinal),
        step.Settings.Where);

    public void Add(SourceRecord row)
    {
        if (row.Attributes.GetValueOrDefault(KeyName)?.Trim() is not { Length: > 0 } key)
        {
            return;
        }

        if (!_rows.ContainsKey(key))
        {
            Hold(key, row);
        }
        else if (step.Settings.Take == JoinTake.Last)
        {
            _rows[key] = Values(row);
        }
        else if (step.Settings.Take == JoinTake.Only && !Values(row).AsSpan().SequenceEqual(_rows[key]))
        {
            // Rows that say the same of what is wanted leave nothing to choose.
            _several.Add(key);
        }
    }

    /// <summary>The values of a key, in the order of <see cref="JoinStep.Places"/>; null where it has no row.</summary>
    public string?[]? Find(string key) => _rows.GetValueOrDefault(key);

    /// <summary>Whether several rows have a key, and nothing says which of them counts.</summary>
    public bool HasSeveral(string key) => _several.Contains(key);

    private void Hold(string key, SourceRecord row)
    {
        var values = Values(row);
        _rows.Add(key, values);
        _chars += CharsOfARow + key.Length + values.Sum(v => v?.Length ?? 0);
        if (_chars > MostChars)
        {
            throw new SourceException(SourceFault.Unreadable, FormattableString.Invariant($"{step.File} is too large to be joined: more than {MostChars:N0} characters of it are wanted. Take fewer fields from it, or have the export joined where it is made."));
        }
    }

    private string KeyName => $"Join:{step.Name}:Key";

    /// <summary>With its number: names of attributes differ by more than case, places may not.</summary>
    private string FieldName(int place) => string.Create(CultureInfo.InvariantCulture, $"Join:{step.Name}:{place}:{step.Places[place]}");

    private string?[] Values(SourceRecord row) => [.. step.Places.Select((_, i) => row.Attributes.GetValueOrDefault(FieldName(i)))];
}
