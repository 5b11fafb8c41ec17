namespace AtsBridge.Hosting.Configuration;

/// <summary>What became of reading a configuration.</summary>
public sealed record ConfigurationReading
{
    /// <summary>The configuration; null if there is any error.</summary>
    public BridgeConfiguration? Configuration { get; init; }

    /// <summary>Everything that is wrong, all at once.</summary>
    public required IReadOnlyList<ConfigurationProblem> Problems { get; init; }
}
