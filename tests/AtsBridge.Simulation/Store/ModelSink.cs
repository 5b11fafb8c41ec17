using AtsBridge.Delivery;

namespace AtsBridge.Simulation.Store;

/// <summary>What is on record of a sink as a whole.</summary>
internal sealed class ModelSink
{
    internal string? Stopped { get; set; }

    internal DateTimeOffset? LimitedUntil { get; set; }

    internal ClockReading? Clock { get; set; }
}
