namespace AtsBridge.Simulation.Controls;

/// <summary>Passes everything on; what takes a protection out overrides one method.</summary>
/// <param name="inner">The sink.</param>
internal abstract class DecoratedSink(IInviteSink inner) : IInviteSink, IInviteFinder, IInviteWithdrawal, IRateLimited
{
    /// <inheritdoc />
    public IReadOnlyList<RateLimit> RateLimits => ((IRateLimited)inner).RateLimits;

    /// <inheritdoc />
    public RateReport? Reported => ((IRateLimited)inner).Reported;

    protected IInviteSink Inner => inner;

    /// <inheritdoc />
    public virtual Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        Asked();
        return inner.CreateAsync(request, cancellationToken);
    }

    /// <inheritdoc />
    public Task<FindResult> FindAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        Asked();
        return ((IInviteFinder)inner).FindAsync(request, cancellationToken);
    }

    /// <inheritdoc />
    public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken)
    {
        Asked();
        return inner.ResendAsync(invite, channels, cancellationToken);
    }

    /// <inheritdoc />
    public Task<WithdrawResult> ArchiveAsync(InviteReference invite, CancellationToken cancellationToken)
    {
        Asked();
        return ((IInviteWithdrawal)inner).ArchiveAsync(invite, cancellationToken);
    }

    /// <inheritdoc />
    public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => inner.GetStatusAsync(invite, cancellationToken);

    /// <summary>A request of delivery is about to be made.</summary>
    protected virtual void Asked()
    {
    }
}
