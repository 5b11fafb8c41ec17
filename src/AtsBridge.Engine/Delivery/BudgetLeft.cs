namespace AtsBridge.Delivery;

/// <summary>What is left of one rate limit, by our own books.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Left">Requests that could start now.</param>
/// <param name="NextAt">When the next permit comes free, UTC; null while one is left.</param>
public sealed record BudgetLeft(RateLimit Limit, long Left, DateTimeOffset? NextAt);
