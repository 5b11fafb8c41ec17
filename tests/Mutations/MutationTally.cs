namespace AtsBridge.Mutations;

/// <summary>What became of damaged files: a run in which nothing was read, or nothing refused, has proven nothing.</summary>
/// <param name="Records">Records that were read.</param>
/// <param name="Rejected">Records in quarantine.</param>
/// <param name="Refused">Files that were refused as a whole.</param>
internal sealed record MutationTally(long Records, long Rejected, long Refused);
