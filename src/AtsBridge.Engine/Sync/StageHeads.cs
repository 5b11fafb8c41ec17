namespace AtsBridge.Sync;

/// <summary>How many present applications stand in a stage.</summary>
/// <param name="Stage">Its name; null where they have none.</param>
/// <param name="StageId">Its id; null where they have none.</param>
/// <param name="Applications">How many.</param>
public sealed record StageHeads(string? Stage, string? StageId, long Applications);
