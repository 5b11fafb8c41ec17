using AtsBridge.Delivery;

namespace AtsBridge.Simulation.Controls;

/// <summary>
/// A sender who does not look at the clock between the claim and the request: both clocks stand still for him in between, and his
/// lease never ends. For one worker at a time.
/// </summary>
/// <param name="time">The clocks as they are.</param>
internal sealed class StoppedWatch(TimeProvider time) : TimeProvider
{
    private (DateTimeOffset Wall, long Steady)? _stopped;

    /// <inheritdoc />
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _stopped?.Wall ?? time.GetUtcNow();

    /// <inheritdoc />
    public override long GetTimestamp() => _stopped?.Steady ?? time.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    /// <summary>The store through which the watch notices a claim.</summary>
    internal IDeliveryStore Beside(IDeliveryStore store) => new Claims(store, this);

    /// <summary>The sink through which it notices a request.</summary>
    internal IInviteSink Beside(IInviteSink sink) => new Requests(sink, this);

    private void Stop() => _stopped = (time.GetUtcNow(), time.GetTimestamp());

    private void GoOn() => _stopped = null;

    private sealed class Claims(IDeliveryStore inner, StoppedWatch watch) : DecoratedStore(inner)
    {
        public override async Task<Claim> ClaimAsync(
            string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
            Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken)
        {
            watch.Stop();
            var claim = await Inner.ClaimAsync(sink, now, limits, policy, wake, cancellationToken);
            if (claim is Claim.Work work)
            {
                return work with { LeaseEndsAt = now.AddYears(1) };
            }

            watch.GoOn();
            return claim;
        }
    }

    private sealed class Requests(IInviteSink inner, StoppedWatch watch) : DecoratedSink(inner)
    {
        protected override void Asked() => watch.GoOn();
    }
}
