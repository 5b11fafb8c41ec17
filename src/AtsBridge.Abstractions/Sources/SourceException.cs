namespace AtsBridge;

/// <summary>A source as a whole can't be read. The run fails and changes nothing; the next one starts where this one did.</summary>
/// <param name="fault">What to do next.</param>
/// <param name="message">For the operator: what, where, and what to do. No key, no candidate's data.</param>
/// <param name="inner">What caused it.</param>
public sealed class SourceException(SourceFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do next.</summary>
    public SourceFault Fault { get; } = fault;
}
