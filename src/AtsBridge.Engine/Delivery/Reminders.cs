using AtsBridge.Ledger;
using AtsBridge.Routing;

namespace AtsBridge.Delivery;

/// <summary>Wishes a reminder for every invite that was not answered for as long as its route allows. Delivery carries them out.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="routes">All routes.</param>
/// <param name="time">The clock.</param>
public sealed class Reminders(ILedgerStore ledger, RouteTable routes, TimeProvider time)
{
    /// <summary>A round looks at no more than this; the next one goes on.</summary>
    private const int MostAtOnce = 1_000;

    /// <summary>Wishes the reminders that are due now.</summary>
    /// <param name="cancellationToken">Ends it between two invites.</param>
    /// <returns>How many were wished.</returns>
    public async Task<int> WishAsync(CancellationToken cancellationToken)
    {
        var wished = 0;
        foreach (var route in routes.All)
        {
            wished += route.Reminders is { } policy ? await WishAsync(route, policy, cancellationToken) : 0;
        }

        return wished;
    }

    /// <summary>When the next reminder of an invite is due; null: there is none any more.</summary>
    /// <param name="state">Where the invite stands.</param>
    /// <param name="policy">What its route says.</param>
    public static DateTimeOffset? Next(DeliveryState state, ReminderPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        var next = (state.ResentAt ?? state.SentAt) + policy.After;
        var open = state.State is InviteState.Sent or InviteState.PartiallyCompleted && !(state.ExpiresAt <= next);
        return open && state.Wish is null && state.Reminders < policy.Max ? next : null;
    }

    private async Task<int> WishAsync(Route route, ReminderPolicy policy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wished = 0;
        // What was sent last before the first moment is too late to be reminded of, and after the second too early.
        foreach (var invite in await ledger.UnansweredAsync(route.Name, policy.Max, now - policy.After - ReminderPolicy.Grace, now - policy.After, MostAtOnce, cancellationToken))
        {
            if (!(Next(invite.Delivery, policy) <= now))
            {
                continue;
            }

            var (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Ask(now, SinkAct.Remind), new DeliveryPolicy());
            if (state != invite.Delivery && await ledger.ChangeAsync(invite with { Delivery = state }, now, cancellationToken))
            {
                wished++;
            }
        }

        return wished;
    }
}
