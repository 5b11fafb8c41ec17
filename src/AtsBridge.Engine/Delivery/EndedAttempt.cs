using AtsBridge.Ledger;

namespace AtsBridge.Delivery;

/// <summary>How an attempt ended.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">The sink's words.</param>
/// <param name="Invite">The invite with its new delivery state, and the epoch that it was read with.</param>
/// <param name="At">When the answer came: the rate windows count from here.</param>
public sealed record EndedAttempt(long AttemptId, AttemptOutcome Outcome, string? Detail, Invite Invite, DateTimeOffset At);
