using AtsBridge.Ledger;

namespace AtsBridge.Hosting.Health;

/// <summary>
/// How everything stands at one moment. The one model behind <c>status</c>, <c>/health/ready</c> and the gauges of <c>/metrics</c>, so that
/// they can't disagree.
/// </summary>
public sealed record BridgeStatus
{
    /// <summary>The moment, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which process holds the store as its host, in words; null: none does, so that nothing happens by itself.</summary>
    public string? Host { get; init; }

    /// <summary>The sources, in the order of their names.</summary>
    public required IReadOnlyList<SourceStatus> Sources { get; init; }

    /// <summary>The sinks, in the order of their names.</summary>
    public required IReadOnlyList<SinkStatus> Sinks { get; init; }

    /// <summary>What a person has paused, the oldest first. Their reasons are a person's own words.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>What needs a person.</summary>
    public required IReadOnlyList<Finding> Problems { get; init; }

    /// <summary>What is worth knowing and needs nobody.</summary>
    public required IReadOnlyList<Finding> Notes { get; init; }

    /// <summary>Whether nothing needs a person.</summary>
    public bool Healthy => Problems.Count == 0;
}
