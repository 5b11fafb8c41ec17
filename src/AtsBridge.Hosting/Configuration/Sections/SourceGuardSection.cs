using System.ComponentModel.DataAnnotations;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class SourceGuardSection
{
    /// <summary>More than half is never believed, so a greater value would promise what does not happen.</summary>
    [Range(0.01, 0.5)]
    public double MaxVanished { get; init; } = new SourceGuard().MaxVanished;

    [Range(0.01, 1.0)]
    public double MaxMoved { get; init; } = new SourceGuard().MaxMoved;
}
