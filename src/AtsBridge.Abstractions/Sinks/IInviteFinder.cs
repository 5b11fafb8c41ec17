namespace AtsBridge;

/// <summary>Optional, for sinks: finds what an ambiguous answer left behind. It is what makes such an answer safe.</summary>
public interface IInviteFinder
{
    /// <summary>
    /// Looks, with one request, for the person where <see cref="InviteRequest.PersonReference"/> is null, and for the invite
    /// otherwise. "Nothing" must be true of the whole platform at that moment: where the answer was cut short, say so.
    /// </summary>
    /// <param name="request">
    /// The request whose outcome is unknown. Where it has no e-mail address, the person is to be found by our own reference alone.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SinkException">The look-up failed; the outcome stays unknown.</exception>
    Task<FindResult> FindAsync(InviteRequest request, CancellationToken cancellationToken);
}
