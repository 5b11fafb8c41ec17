using AtsBridge.Hosting.Discovery;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Configuration;

/// <summary>One source as the file describes it. A class and not a record: a record would print its settings' secrets.</summary>
public sealed class SourceConfiguration
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What reads it.</summary>
    public required FoundAdapter Adapter { get; init; }

    /// <summary>Bound and validated, of the adapter's settings type; null where it has none.</summary>
    public object? Settings { get; init; }

    /// <summary>A Quartz cron expression; null: only when asked.</summary>
    public string? Schedule { get; init; }

    /// <summary>Whether a set is the whole.</summary>
    public SourceContents Contents { get; init; }

    /// <summary>How its words are read.</summary>
    public ConversionRules Rules { get; init; } = new();

    /// <summary>How much of it may vanish or move at once.</summary>
    public SourceGuard Guard { get; init; } = new();

    /// <summary>The region of phone numbers without a country code; null: such numbers can't be used.</summary>
    public string? DefaultRegion { get; init; }
}
