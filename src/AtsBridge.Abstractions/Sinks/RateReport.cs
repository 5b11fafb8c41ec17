namespace AtsBridge;

/// <summary>What a platform says of its limits with an answer.</summary>
/// <param name="Remaining">Requests that it would still take, 0 or more, of the limit that is nearest to being used up.</param>
/// <param name="ResetAt">When that limit is renewed, or begins to be, UTC.</param>
public sealed record RateReport(int Remaining, DateTimeOffset ResetAt);
