namespace AtsBridge.Delivery;

/// <summary>One request to a sink, on record before it is made. It is also the permit of the rate budget.</summary>
/// <param name="Id">Its number.</param>
/// <param name="InviteId">The invite that it is for.</param>
/// <param name="Kind">What for.</param>
/// <param name="StartedAt">When it was put on record, UTC.</param>
/// <param name="FinishedAt">When its answer came; null while it is open.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">The sink's words, for a person; never logged.</param>
public sealed record Attempt(
    long Id, long InviteId, AttemptKind Kind, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, AttemptOutcome Outcome, string? Detail);
