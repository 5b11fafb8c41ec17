namespace AtsBridge;

/// <summary>Optional, for sinks: says where many invites stand with one request, so that statuses cost little of the rate budget.</summary>
public interface IInviteListing
{
    /// <summary>Reads one page of the invites to an interview, with one request. Those of others may be among them.</summary>
    /// <param name="interviewId">The platform's id of the interview.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SinkException">It could not be read.</exception>
    Task<InvitePage> ListAsync(string interviewId, int page, CancellationToken cancellationToken);
}
