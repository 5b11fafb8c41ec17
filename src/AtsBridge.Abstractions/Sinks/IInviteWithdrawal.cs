namespace AtsBridge;

/// <summary>Optional, for sinks: takes an invite back that the platform has. Routes that say <c>OnStageLeft: Archive</c> need it.</summary>
public interface IInviteWithdrawal
{
    /// <summary>
    /// Archives an invite, with one request. Archiving twice must be the same as once, because an attempt whose outcome is unknown
    /// is simply made again.
    /// </summary>
    /// <param name="invite">The invite at the platform.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SinkException">As for <see cref="IInviteSink.CreateAsync"/>.</exception>
    Task<WithdrawResult> ArchiveAsync(InviteReference invite, CancellationToken cancellationToken);
}
