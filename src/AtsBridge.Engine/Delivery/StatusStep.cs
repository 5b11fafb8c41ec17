namespace AtsBridge.Delivery;

/// <summary>
/// The part of the state machine that is about the sink's status. Statuses come by webhook and by asking, late, twice and in any
/// order, so what counts is of when they are, not when they arrive: the newest wins, and of two of one moment the one that is
/// further along. That makes the end the same in whatever order they come.
/// </summary>
internal static class StatusStep
{
    /// <summary>A platform's clock that is further from ours than this is not believed.</summary>
    private static readonly TimeSpan Believable = TimeSpan.FromMinutes(15);

    /// <summary>Of when an answer is that was asked for at this moment.</summary>
    internal static DateTimeOffset AsOf(InviteStatus status, DateTimeOffset asked) =>
        status.At is { } at && (at - asked).Duration() <= Believable ? at : asked;

    /// <summary>
    /// The status that the sink gives an invite when it becomes known. Of one created now nothing can be older, so that whatever
    /// is reported of it later is news, however far the clocks are apart.
    /// </summary>
    internal static DeliveryState First(DeliveryState state, DeliveryEvent.InviteKnown e) =>
        Take(state, e.Status, e.Adopted ? AsOf(e.Status, e.At) : null, e.At);

    /// <summary>A status by webhook or by asking.</summary>
    internal static DeliveryState Seen(DeliveryState state, DeliveryEvent.StatusSeen e) => e.Status switch
    {
        null => state with { SinkStatus = "not found at the sink", StatusAt = Whole(e.At) },
        { } status when IsNews(state, status, e.At) => Take(state, status, status.At ?? e.At, e.At),
        _ => state,
    };

    /// <summary>What has run out is expired, also while nobody asks. What is being asked of the sink for it is waited for.</summary>
    internal static DeliveryState RunOut(DeliveryState state, DateTimeOffset now) =>
        state is { State: InviteState.Sent or InviteState.PartiallyCompleted, WishUnderWay: false } && state.ExpiresAt <= now
            ? state with { State = InviteState.Expired }
            : state;

    /// <summary>Whether it is newer than what is known. Equal moments are common: the platform reports one change as two events.</summary>
    private static bool IsNews(DeliveryState state, InviteStatus status, DateTimeOffset now)
    {
        var order = state.StatusAt is { } known ? Whole(status.At ?? now).CompareTo(known) : 1;
        if (order == 0)
        {
            order = status.Progress.CompareTo(Progress(state.State));
        }

        return order > 0 || (order == 0 && string.CompareOrdinal(status.Word, state.SinkStatus) > 0);
    }

    private static DeliveryState Take(DeliveryState state, InviteStatus status, DateTimeOffset? at, DateTimeOffset now)
    {
        var seen = status.Progress switch
        {
            InviteProgress.PartiallyCompleted => InviteState.PartiallyCompleted,
            InviteProgress.Completed => InviteState.Completed,
            InviteProgress.Reviewed => InviteState.Reviewed,
            InviteProgress.Hired => InviteState.Hired,
            InviteProgress.Archived => InviteState.Archived,
            InviteProgress.Sent => InviteState.Sent,
            _ => state.State,
        };
        var expires = status.ExpiresAt ?? state.ExpiresAt;
        return state with
        {
            State = seen is InviteState.Sent or InviteState.PartiallyCompleted && expires <= now ? InviteState.Expired : seen,
            SinkStatus = status.Word,
            // A word that nobody knows moves nothing, so it must not keep an older status from moving it.
            StatusAt = status.Progress == InviteProgress.Unknown ? state.StatusAt : Whole(at),
            ExpiresAt = expires,
        };
    }

    private static InviteProgress Progress(InviteState state) => state switch
    {
        InviteState.PartiallyCompleted or InviteState.Expired => InviteProgress.PartiallyCompleted,
        InviteState.Completed => InviteProgress.Completed,
        InviteState.Reviewed => InviteProgress.Reviewed,
        InviteState.Hired => InviteProgress.Hired,
        InviteState.Archived => InviteProgress.Archived,
        _ => InviteProgress.Sent,
    };

    /// <summary>The store keeps milliseconds, and rounds up: without this a moment would compare differently once it was stored.</summary>
    internal static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static DateTimeOffset? Whole(DateTimeOffset? at) => at is { } moment ? Whole(moment) : null;
}
