using AtsBridge.Sync;

namespace AtsBridge.Told;

/// <summary>What became of what a source had told.</summary>
/// <param name="Reports">The runs that took it, as of a sync.</param>
/// <param name="NeedsRead">Why the source must be read to know what an event meant; null where that is known.</param>
public sealed record ToldRound(IReadOnlyList<SyncReport> Reports, string? NeedsRead);
