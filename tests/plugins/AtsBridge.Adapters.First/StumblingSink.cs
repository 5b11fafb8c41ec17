namespace AtsBridge.Adapters.First;

[Adapter("stumbling")]
public sealed class StumblingSink : IInviteSink
{
    public StumblingSink() => throw new InvalidOperationException("key qapi_hidden");

    public Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => throw new NotSupportedException();
}
