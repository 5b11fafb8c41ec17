namespace AtsBridge.Delivery;

/// <summary>A request to a sink that is on record as ended; told to whoever counts them, and so without anybody's data.</summary>
/// <param name="Sink">The sink.</param>
/// <param name="Route">The route of its invite.</param>
/// <param name="Backfill">Whether its invite is a backfill.</param>
/// <param name="Kind">What for.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Lag">From the moment the invite was made until the sink had it, where it was this request that showed it; null otherwise.</param>
public sealed record FinishedAttempt(string Sink, string Route, bool Backfill, AttemptKind Kind, AttemptOutcome Outcome, TimeSpan? Lag);
