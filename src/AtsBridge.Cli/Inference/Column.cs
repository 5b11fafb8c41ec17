namespace AtsBridge.Cli.Inference;

/// <summary>A place of the sample with its values.</summary>
internal sealed class Column(SamplePlace place)
{
    private const int LongestExample = 60;

    public string Place => place.Place;

    public string? Field => place.Field;

    public int Rank => place.Rank;

    /// <summary>Of every record; null or blank where it has nothing.</summary>
    public IReadOnlyList<string?> Values => place.Values;

    /// <summary>The values that say something.</summary>
    public IReadOnlyList<string> Filled { get; } = [.. place.Values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim())];

    /// <summary>Whether every record has a value of its own here.</summary>
    public bool IsUnique => Filled.Count == Values.Count && Filled.Distinct(StringComparer.Ordinal).Count() == Filled.Count;

    /// <summary>A value for a person to recognise the column by.</summary>
    public string? Example => Filled.Count == 0 ? null : Filled[0].Length > LongestExample ? $"{Filled[0][..LongestExample]}…" : Filled[0];

    /// <summary>The share of values for which something holds; 0 where there are none.</summary>
    public double Share(Func<string, bool> holds) => Filled.Count == 0 ? 0 : (double)Filled.Count(holds) / Filled.Count;

    /// <summary>Whether two columns say the same of every record.</summary>
    public bool SaysTheSameAs(Column other) => Values.Zip(other.Values).All(v => string.Equals(v.First?.Trim() ?? "", v.Second?.Trim() ?? "", StringComparison.Ordinal));
}
