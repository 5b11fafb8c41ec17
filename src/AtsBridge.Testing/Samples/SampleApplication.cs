namespace AtsBridge.Testing;

/// <summary>
/// One application as the ATS of a test holds it, which the author writes in the format of the adapter. A field that isn't in
/// <see cref="Values"/> is not carried by this record; one that is null is a null; one that is empty is an empty text.
/// </summary>
public sealed record SampleApplication
{
    private readonly OrderedDictionary<string, string?> _values;

    internal SampleApplication(IEnumerable<KeyValuePair<string, string?>> values) => _values = new(values, StringComparer.Ordinal);

    /// <summary>What it carries, in the order of <see cref="SampleField.Names"/>.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>What it has in a field; null where it carries none or a null.</summary>
    /// <param name="field">One of <see cref="SampleField.Names"/>.</param>
    public string? this[string field] => _values.GetValueOrDefault(field);

    /// <summary>When it was last changed: what an API pages and filters by.</summary>
    public DateTimeOffset Updated => DateTimeOffset.TryParse(this["UpdatedAt"], System.Globalization.CultureInfo.InvariantCulture, out var moment) ? moment : default;

    /// <summary>The same with another value in one field.</summary>
    /// <param name="field">One of <see cref="SampleField.Names"/>.</param>
    /// <param name="value">The value; null is a null and not an absence.</param>
    public SampleApplication With(string field, string? value) =>
        new(SampleField.Names.Where(n => n == field || _values.ContainsKey(n))
            .Select(n => KeyValuePair.Create(n, n == field ? value : this[n])));

    /// <summary>The same without a field.</summary>
    /// <param name="field">One of <see cref="SampleField.Names"/>.</param>
    public SampleApplication Without(string field) => new(_values.Where(v => v.Key != field));

    /// <inheritdoc />
    public bool Equals(SampleApplication? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this["ApplicationId"] ?? "");

    /// <summary>Its key and stage, for messages.</summary>
    public override string ToString() => $"{this["ApplicationId"]} in stage '{this["Stage"]}'";
}
