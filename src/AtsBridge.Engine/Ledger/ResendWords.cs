using AtsBridge.Delivery;

namespace AtsBridge.Ledger;

/// <summary>Why an invite is not sent again, for the operator who asked for it.</summary>
internal static class ResendWords
{
    private const string Not = "was not sent again:";

    /// <summary>What the invite itself, or what its person was sent, has against it; null: nothing.</summary>
    /// <param name="invite">The invite, with the fact of its person.</param>
    /// <param name="insist">Also where the person was sent something again within the last day.</param>
    /// <param name="at">Now, UTC.</param>
    internal static string? Objection(Invite invite, bool insist, DateTimeOffset at) => invite.Delivery switch
    {
        not { State: InviteState.Sent or InviteState.PartiallyCompleted, InviteReference: not null } =>
            $"is {invite.Delivery.State}: only an invite that was sent and is still open can be sent again",
        { Wish: { } wish, WishUnderWay: true } => $"has a request under way at the sink ({wish}): look at it again in a minute",
        { PersonResentAt: { } last } when !insist && at - last < DeliveryPolicy.BetweenResends =>
            $"{Not} the person was sent something again {last:u}, or may have been, and a day must lie between the two (--insist sends it all the same)",
        _ => null,
    };

    /// <summary>Why there is no permit, and what to do.</summary>
    /// <param name="permit">Any but one that was granted.</param>
    /// <param name="sink">The sink.</param>
    /// <param name="ahead">How far the wall clock, which the operator reads, is ahead of the one that the sink's times are by.</param>
    internal static string Of(ResendPermit permit, string sink, TimeSpan ahead) => permit switch
    {
        ResendPermit.Objected o => o.Words,
        ResendPermit.Stopped s => $"{Not} the sink {sink} is stopped. {s.Reason} Change its key, and restart the host or run sync",
        ResendPermit.Paused p => Paused(new(PauseScope.Sink, sink, p.Since, null)),
        ResendPermit.Limited l => $"{Not} the sink {sink} has refused for its rate limit (429), and nothing is asked of it before {l.Until + ahead:u}; try again then",
        ResendPermit.NoBudget b => $"{Not} the rate budget of the sink {sink} is used up; the next request is free at {b.Until + ahead:u}",
        _ => throw new InvalidOperationException($"Unexpected permit {permit.GetType().Name}."),
    };

    internal static string Paused(Pause pause) =>
        $"{Not} the {(pause.Scope == PauseScope.Sink ? "sink" : "route")} {pause.Name} is paused since {pause.Since:u} (atsbridge resume)";
}
