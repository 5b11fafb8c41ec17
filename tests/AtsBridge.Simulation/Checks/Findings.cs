using AtsBridge.Simulation.Clockwork;

namespace AtsBridge.Simulation.Checks;

/// <summary>What was found in one world.</summary>
/// <param name="trace">The world's.</param>
internal sealed class Findings(Trace trace)
{
    private readonly List<Finding> _all = [];

    internal IReadOnlyList<Finding> All => _all;

    /// <summary>The stack of the first exception, for whoever has to find out.</summary>
    internal string? Detail { get; set; }

    internal void Add(FindingKind kind, string words)
    {
        trace.Add($"FOUND: {kind}: {words}");
        _all.Add(new(kind, words));
    }
}
