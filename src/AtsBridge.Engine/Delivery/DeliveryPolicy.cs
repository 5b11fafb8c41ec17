namespace AtsBridge.Delivery;

/// <summary>How patient delivery is with one sink.</summary>
public sealed record DeliveryPolicy
{
    /// <summary>
    /// How long after a request was accepted it may take until it is carried out and listed. The promise "never twice" holds
    /// within this bound. Default 5 minutes.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one request may take. Default 30 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts of one step before a person must look. Default 8.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Requests at a time. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Between two resends of one invite at least: an application that moves to and fro must not become a stream of messages.</summary>
    public static TimeSpan BetweenResends => TimeSpan.FromDays(1);

    /// <summary>Between the two look-ups after something ambiguous: the settle time, at most 30 seconds.</summary>
    public TimeSpan BetweenLookUps => SettleTime < TimeSpan.FromSeconds(30) ? SettleTime : TimeSpan.FromSeconds(30);

    /// <summary>How long a claim on an invite holds: an attempt and what it takes to put it on record.</summary>
    public TimeSpan Lease => AttemptTimeout + TimeSpan.FromSeconds(30);

    /// <summary>
    /// The pause after the n-th failed attempt: 15 seconds, three times as long each time, at most an hour. Eight attempts outlast
    /// an outage of two and a half hours before a person has to look.
    /// </summary>
    /// <param name="attempts">Failed attempts so far, from 1.</param>
    public static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(3_600, 15 * Math.Pow(3, Math.Clamp(attempts - 1, 0, 10))));
}
