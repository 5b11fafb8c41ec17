namespace AtsBridge.Sync;

/// <summary>How far a pass has come.</summary>
/// <param name="Source">The source.</param>
/// <param name="Set">What people call the set.</param>
/// <param name="Read">Records so far.</param>
/// <param name="Fraction">From 0 to 1; null where it can't be known.</param>
public sealed record SyncProgress(string Source, string? Set, long Read, double? Fraction);
