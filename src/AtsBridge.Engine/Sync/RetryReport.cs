namespace AtsBridge.Sync;

/// <summary>What a retry of a source's quarantine did, or in a plan would do.</summary>
/// <param name="Source">The source.</param>
/// <param name="Records">The records that were looked for, in the order of their numbers.</param>
/// <param name="Sync">Its run, as that of a sync; null where there was nothing to look for.</param>
public sealed record RetryReport(string Source, IReadOnlyList<RetriedRecord> Records, SyncReport? Sync);
