namespace AtsBridge.Hosting.Tests.Fakes;

/// <summary>A sink that can take invites back.</summary>
[Adapter("withdrawing", Settings = typeof(FakeGatherSettings))]
public sealed class WithdrawingSink : IInviteSink, IInviteWithdrawal
{
    public Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WithdrawResult> ArchiveAsync(InviteReference invite, CancellationToken cancellationToken) => throw new NotSupportedException();
}
