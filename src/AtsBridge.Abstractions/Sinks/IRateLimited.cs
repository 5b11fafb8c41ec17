namespace AtsBridge;

/// <summary>Optional, for sinks: the platform's limits. The engine keeps them; the sink only names them.</summary>
public interface IRateLimited
{
    /// <summary>All limits hold at once. Empty: no limit.</summary>
    IReadOnlyList<RateLimit> RateLimits { get; }

    /// <summary>What the platform said with its newest answer; null where it says nothing. The engine corrects its own books by it.</summary>
    RateReport? Reported => null;
}
