namespace AtsBridge.Sync;

/// <summary>The stages of a source.</summary>
/// <param name="Stages">By stage and job.</param>
/// <param name="Read">Records read.</param>
/// <param name="Rejected">Of these, records that would go to quarantine.</param>
/// <param name="Set">What people call the set.</param>
/// <param name="Notes">What the adapter wants to be seen.</param>
public sealed record StageOverview(IReadOnlyList<StageCount> Stages, long Read, long Rejected, string? Set, IReadOnlyList<string> Notes);
