using AtsBridge.Delivery;

namespace AtsBridge.Hosting.Composition;

/// <summary>All sinks of the configuration, ready to send.</summary>
/// <param name="All">In the order of their names.</param>
public sealed record ConfiguredSinks(IReadOnlyList<ConfiguredSink> All)
{
    /// <summary>The sink of a name, without regard to case; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public ConfiguredSink? Find(string name) => All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}
