namespace AtsBridge;

/// <summary>A request to a sink did not have an expected outcome. The kind says what to do next.</summary>
/// <param name="fault">What to do next.</param>
/// <param name="message">For the operator: what and what to do. No key, no candidate's data.</param>
/// <param name="inner">What caused it.</param>
public sealed class SinkException(SinkFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do next.</summary>
    public SinkFault Fault { get; } = fault;

    /// <summary>For <see cref="SinkFault.RateLimited"/>: when requests are welcome again; null where the platform does not say.</summary>
    public DateTimeOffset? Until { get; init; }
}
