using AtsBridge.Hosting.Configuration;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Composition;

/// <summary>All sources of the configuration, ready to read.</summary>
/// <param name="All">In the order of their names.</param>
public sealed record ConfiguredSources(IReadOnlyList<ConfiguredSource> All)
{
    /// <summary>Those whose adapter could not be built: their runs fail, those of the others do not.</summary>
    public IReadOnlyList<ConfigurationProblem> Unbuilt =>
        [.. from source in All where source.Reader is UnbuiltSource
            select new ConfigurationProblem(ProblemSeverity.Error, $"AtsBridge:Sources:{source.Name}", null, ((UnbuiltSource)source.Reader).Reason)];

    /// <summary>The source of a name, without regard to case; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public ConfiguredSource? Find(string name) => All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}
