namespace AtsBridge;

/// <summary>Optional, for sources and sinks: can it be reached and does it let us in? Asked by <c>validate --online</c>.</summary>
public interface IConnectionCheck
{
    /// <summary>Makes the cheapest call that proves address and key.</summary>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>One line for the person who asked, such as what was found; never a key or a candidate's data.</returns>
    /// <exception cref="SourceException">A source can't be used; the message says what to do.</exception>
    /// <exception cref="SinkException">A sink can't be used; the message says what to do.</exception>
    Task<string> CheckAsync(CancellationToken cancellationToken);
}
