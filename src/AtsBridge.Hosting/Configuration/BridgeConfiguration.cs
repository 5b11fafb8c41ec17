using AtsBridge.Retention;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Configuration;

/// <summary>A configuration that was read and found sound.</summary>
public sealed record BridgeConfiguration
{
    /// <summary>Where the ledger is kept.</summary>
    public required StoreSettings Store { get; init; }

    /// <summary>The sources, by name.</summary>
    public required IReadOnlyList<SourceConfiguration> Sources { get; init; }

    /// <summary>The sinks, by name.</summary>
    public required IReadOnlyList<SinkConfiguration> Sinks { get; init; }

    /// <summary>The routes, in the order of the file.</summary>
    public required RouteTable Routes { get; init; }

    /// <summary>How people are erased.</summary>
    public ErasureSettings Erasure { get; init; } = new();

    /// <summary>How long what is over is kept.</summary>
    public RetentionPolicy Retention { get; init; } = new();
}
