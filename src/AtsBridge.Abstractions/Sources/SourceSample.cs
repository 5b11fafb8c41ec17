namespace AtsBridge;

/// <summary>The first records of a source, place by place.</summary>
/// <param name="Resource">The file's name.</param>
/// <param name="Places">The places of a record, in their order there.</param>
public sealed record SourceSample(string Resource, IReadOnlyList<SamplePlace> Places)
{
    /// <summary>What was found out of the format, as <c>Options</c> would say it: <c>Delimiter</c>, <c>Records</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many records were looked at.</summary>
    public int Records { get; init; }

    /// <summary>How many records could not be read among them.</summary>
    public int Unreadable { get; init; }

    /// <summary>Whether these are all that there are.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What the consultant should see. No candidate's data.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
