namespace AtsBridge.Sync;

/// <summary>One source as it is configured.</summary>
public sealed record ConfiguredSource
{
    /// <summary>Its name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The adapter, ready to read.</summary>
    public required ICandidateSource Reader { get; init; }

    /// <summary>Whether a set is the whole.</summary>
    public SourceContents Contents { get; init; }

    /// <summary>How its words are read.</summary>
    public ConversionRules Rules { get; init; } = new();

    /// <summary>How much of it may vanish or move at once.</summary>
    public SourceGuard Guard { get; init; } = new();

    /// <summary>ISO 3166 region of phone numbers without a country code; null: such numbers can't be used.</summary>
    public string? DefaultRegion { get; init; }
}
