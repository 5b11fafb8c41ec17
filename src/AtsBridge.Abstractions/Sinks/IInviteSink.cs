namespace AtsBridge;

/// <summary>
/// Sends invites through one configured interview platform. Every call makes exactly one request to the platform, because the
/// engine puts an attempt on record, and takes a permit of the rate budget, before each. No retries belong here: a request whose
/// outcome is unknown is looked up, never repeated.
/// </summary>
public interface IInviteSink
{
    /// <summary>
    /// Takes one step towards the invite: the person first where the platform wants that
    /// (<see cref="CreateResult.PersonReady"/>), then the invite itself.
    /// </summary>
    /// <param name="request">Whom to invite to what; <see cref="InviteRequest.PersonReference"/> says which step is next.</param>
    /// <param name="cancellationToken">Ends the wait; the request may have been carried out all the same.</param>
    /// <exception cref="SinkException">The step failed or its outcome is unknown; the kind says what to do next.</exception>
    Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken);

    /// <summary>Sends an existing invite again.</summary>
    /// <param name="invite">The invite at the platform.</param>
    /// <param name="channels">By which ways; at least one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SinkException">As for <see cref="CreateAsync"/>.</exception>
    Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken);

    /// <summary>Where an invite stands; null where the platform does not know it.</summary>
    /// <param name="invite">The invite at the platform.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SinkException">As for <see cref="CreateAsync"/>.</exception>
    Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken);
}
