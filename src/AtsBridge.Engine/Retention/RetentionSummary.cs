namespace AtsBridge.Retention;

/// <summary>What was removed or reduced.</summary>
/// <param name="Runs">Runs removed, with their quarantine.</param>
/// <param name="Attempts">Requests and webhooks removed.</param>
/// <param name="Applications">Applications reduced to what says where they stood.</param>
public sealed record RetentionSummary(long Runs, long Attempts, long Applications);
