namespace AtsBridge.Hosting.Configuration;

/// <summary>How people are erased. A class and not a record: a record would print the secret.</summary>
public sealed class ErasureSettings
{
    /// <summary>What tombstones are made with; null: a key in a file beside the store.</summary>
    public string? Secret { get; init; }
}
