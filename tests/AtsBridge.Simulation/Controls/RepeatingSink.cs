namespace AtsBridge.Simulation.Controls;

/// <summary>What a handler with retries does: after a cut or a 5xx it makes the POST once more, and tells nobody.</summary>
/// <param name="inner">The sink.</param>
internal sealed class RepeatingSink(IInviteSink inner) : IInviteSink, IInviteFinder, IRateLimited
{
    /// <inheritdoc />
    public IReadOnlyList<RateLimit> RateLimits => ((IRateLimited)inner).RateLimits;

    /// <inheritdoc />
    public async Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.CreateAsync(request, cancellationToken);
        }
        catch (SinkException exception) when (exception.Fault == SinkFault.Ambiguous)
        {
            return await inner.CreateAsync(request, cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task<FindResult> FindAsync(InviteRequest request, CancellationToken cancellationToken) => ((IInviteFinder)inner).FindAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) =>
        inner.ResendAsync(invite, channels, cancellationToken);

    /// <inheritdoc />
    public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => inner.GetStatusAsync(invite, cancellationToken);
}
