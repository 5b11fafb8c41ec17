using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How fast the API may be asked, and how it says that it was too fast. <c>Retry-After</c> is understood without settings.</summary>
public sealed record RateSettings
{
    /// <summary>The most requests in any <see cref="Window"/>. Default 10.</summary>
    [Range(1, 100_000)]
    public int Permits { get; init; } = 10;

    /// <summary>The length of the window. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The header that says how many requests are left, such as <c>X-RateLimit-Remaining</c>. Default none.</summary>
    public string? RemainingHeader { get; init; }

    /// <summary>The header that says when there will be more: seconds from now, or since 1970. Default none.</summary>
    public string? ResetHeader { get; init; }

    /// <summary>The longest that a read waits for the API at one time; where it wants more, the run ends and the next tries again. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);
}
