namespace AtsBridge.Routing;

/// <summary>What a route concluded for a transition, with its reason.</summary>
/// <param name="Verdict">Invite, hold or suppress.</param>
/// <param name="Route">The route that concluded it; null where none matched.</param>
/// <param name="Suppressed">The reason, for <see cref="Routing.Verdict.Suppress"/>.</param>
/// <param name="Held">The reason, for <see cref="Routing.Verdict.Hold"/>.</param>
/// <param name="Channels">The ways that remain, for an invite.</param>
/// <param name="Detail">One sentence more for the person who asks; no candidate's data.</param>
public sealed record Decision(
    Verdict Verdict,
    Route? Route,
    SuppressReason? Suppressed = null,
    HoldReason? Held = null,
    IReadOnlyList<DeliveryChannel>? Channels = null,
    string? Detail = null)
{
    /// <summary>No invite, for this reason.</summary>
    internal static Decision No(SuppressReason reason, Route? route = null, string? detail = null) =>
        new(Verdict.Suppress, route, reason, Detail: detail);
}
