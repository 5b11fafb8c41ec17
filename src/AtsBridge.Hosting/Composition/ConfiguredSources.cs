using AtsBridge.Sync;

namespace AtsBridge.Hosting.Composition;

/// <summary>All sources of the configuration, ready to read.</summary>
/// <param name="All">In the order of their names.</param>
public sealed record ConfiguredSources(IReadOnlyList<ConfiguredSource> All)
{
    /// <summary>The source of a name, without regard to case; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public ConfiguredSource? Find(string name) => All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}
