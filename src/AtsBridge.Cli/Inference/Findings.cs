namespace AtsBridge.Cli.Inference;

/// <summary>What was concluded from a sample.</summary>
/// <param name="Adapter">The adapter that reads it.</param>
/// <param name="Options">What was found out of the format.</param>
internal sealed record Findings(string Adapter, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>How many records were looked at.</summary>
    public int Looked { get; init; }

    /// <summary>How many more could not be read.</summary>
    public int Unreadable { get; init; }

    /// <summary>Whether that was all of the file.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The fields that are clear.</summary>
    public IReadOnlyList<FieldFinding> Fields { get; init; } = [];

    /// <summary>What a person has to decide.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>What a person had better know.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The places that no field reads.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>Notations of dates that need to be named.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];
}
