using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Simulation.Controls;

/// <summary>Takes the first look-up that finds nothing for the second.</summary>
/// <param name="inner">The store.</param>
/// <param name="policy">The patience of the sink.</param>
internal sealed class OneLookUpStore(IDeliveryStore inner, DeliveryPolicy policy) : DecoratedStore(inner)
{
    /// <inheritdoc />
    public override Task<bool> FinishAttemptAsync(
        long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var again = outcome == AttemptOutcome.Nothing && invite.Delivery is { State: InviteState.Ambiguous, EmptyLookUps: 1 }
            ? invite with { Delivery = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.FoundNothing(now), policy).State }
            : invite;
        return Inner.FinishAttemptAsync(attemptId, outcome, detail, again, now, cancellationToken);
    }
}
