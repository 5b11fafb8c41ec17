namespace AtsBridge.Sync;

/// <summary>One stage of one job.</summary>
/// <param name="Stage">The stage's name, or its id where it has no name; null: in no stage.</param>
/// <param name="StageId">The stage's id.</param>
/// <param name="Job">The job's title, or its id.</param>
/// <param name="JobId">The job's id.</param>
/// <param name="Applications">Applications that stand in it.</param>
/// <param name="Taken">Of these, those that the route would take now; the others have another status.</param>
/// <param name="Route">The route that it would hit; null: none.</param>
public sealed record StageCount(string? Stage, string? StageId, string? Job, string? JobId, long Applications, long Taken, string? Route);
