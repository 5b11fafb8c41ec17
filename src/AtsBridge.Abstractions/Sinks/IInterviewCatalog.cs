namespace AtsBridge;

/// <summary>Optional, for sinks: what a route may name. Asked by <c>validate --online</c>.</summary>
public interface IInterviewCatalog
{
    /// <summary>Looks up one interview; null where the platform does not have it.</summary>
    /// <param name="interviewId">The id that a route names.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SinkException">The look-up failed.</exception>
    Task<Interview?> FindInterviewAsync(string interviewId, CancellationToken cancellationToken);
}
