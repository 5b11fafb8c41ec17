using AtsBridge.Delivery;
using AtsBridge.Hosting.Discovery;

namespace AtsBridge.Hosting.Configuration;

/// <summary>One sink as the file describes it. A class and not a record: a record would print its settings' secrets.</summary>
public sealed class SinkConfiguration
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What sends.</summary>
    public required FoundAdapter Adapter { get; init; }

    /// <summary>Bound and validated, of the adapter's settings type; null where it has none.</summary>
    public object? Settings { get; init; }

    /// <summary>How patient delivery is.</summary>
    public DeliveryPolicy Delivery { get; init; } = new();
}
