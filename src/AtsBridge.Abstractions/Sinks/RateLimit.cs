using System.ComponentModel.DataAnnotations;

namespace AtsBridge;

/// <summary>So many requests in any rolling window of that length, reads and failures included.</summary>
public sealed record RateLimit
{
    /// <summary>Requests in a window, at least 1.</summary>
    [Range(1, 1_000_000)]
    public required int Permits { get; init; }

    /// <summary>The length of the window, from 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public required TimeSpan Window { get; init; }
}
