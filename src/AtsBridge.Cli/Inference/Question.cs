namespace AtsBridge.Cli.Inference;

/// <summary>What a sample leaves open.</summary>
/// <param name="Field">The field or setting that it is about.</param>
/// <param name="Text">What is unclear, and how to decide it.</param>
/// <param name="Candidates">What it may be.</param>
internal sealed record Question(string Field, string Text, IReadOnlyList<string> Candidates)
{
    /// <summary>Whether the field stays out of the entry until it is decided.</summary>
    public bool Refuses { get; init; } = true;
}
