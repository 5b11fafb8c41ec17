namespace AtsBridge.Delivery;

/// <summary>
/// What a wall clock that was set means for one invite: a pure function. Without it, an hour set forward would end every settle
/// time at once, and a request that is still being carried out would be made again; an hour set back would leave people waiting.
/// </summary>
public static class ClockStep
{
    /// <summary>Delivery itself never sets a time further ahead than this; what stands there was written by a clock that was ahead.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromMinutes(65);

    /// <summary>When the invite's time comes by the new clock.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="at">Now, by the new clock.</param>
    /// <param name="by">How far the clock was set forward (or back); null: unknown, because the machine was started again or is another one.</param>
    /// <param name="policy">The patience of its sink.</param>
    public static DateTimeOffset? NotBefore(DeliveryState state, DateTimeOffset at, TimeSpan? by, DeliveryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        if (state.NotBefore is not { } time)
        {
            return null;
        }

        return (state.State, by) switch
        {
            _ when state.WishUnderWay || state.State == InviteState.Sending => Earlier(Moved(time, at, by, policy.Lease), at + policy.Lease),
            (InviteState.Ambiguous, _) => NotTooFar(Moved(time, at, by, policy.SettleTime), at),
            // Nothing is in doubt: a clock set forward only brings it closer.
            (_, { } back) when back < TimeSpan.Zero => time + back,
            (InviteState.Due or InviteState.Waiting, null) => NotTooFar(time, at),
            _ => time,
        };
    }

    /// <summary>What must not come too early: it moves with the clock, and at most the whole time is waited again.</summary>
    private static DateTimeOffset Moved(DateTimeOffset time, DateTimeOffset at, TimeSpan? by, TimeSpan whole)
    {
        if (by < TimeSpan.Zero)
        {
            return time + by.Value;
        }

        var again = at + whole;
        return by is { } forward && time < again ? Earlier(time + forward, again) : Later(time, again);
    }

    private static DateTimeOffset NotTooFar(DateTimeOffset time, DateTimeOffset at) => Earlier(time, at + Furthest);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
