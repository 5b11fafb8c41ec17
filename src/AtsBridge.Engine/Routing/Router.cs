using AtsBridge.Transitions;

namespace AtsBridge.Routing;

/// <summary>Decides what a transition means. Pure: the same input gives the same decision, in a plan and in a sync.</summary>
public static class Router
{
    /// <summary>Decides. Every transition gets exactly one decision.</summary>
    /// <param name="transition">What happened.</param>
    /// <param name="match">The route that the application hits now; null where none does.</param>
    /// <param name="facts">What else it depends on.</param>
    public static Decision Decide(StageTransition transition, RouteMatch? match, DecisionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(transition);
        ArgumentNullException.ThrowIfNull(facts);
        if (transition.Kind == TransitionKind.Vanished)
        {
            return Decision.No(SuppressReason.NoRoute, detail: "the application is no longer in the source");
        }

        if (match is null)
        {
            return Decision.No(SuppressReason.NoRoute);
        }

        var route = match.Route;
        if (!match.StatusFits)
        {
            return Decision.No(SuppressReason.NotActive, route, $"the status is {transition.After.Status}");
        }

        if (facts.FirstSync && route.FirstSync == FirstSync.Baseline && transition.Kind != TransitionKind.Backfilled)
        {
            return Decision.No(SuppressReason.Baseline, route);
        }

        if (facts.MatchedBefore && transition.Kind == TransitionKind.StatusChanged)
        {
            return Decision.No(SuppressReason.Baseline, route, "only the status changed, and the route took the application before");
        }

        if ((transition.Kind != TransitionKind.Backfilled || facts.AgeOfStanding) && route.MaxAge is { } age && facts.Now - transition.OccurredAt > age)
        {
            return Decision.No(SuppressReason.TooOld, route, FormattableString.Invariant($"it happened {transition.OccurredAt:u}"));
        }

        var (channels, reason, detail) = Contact.Ways(route.Invite.Channels, transition.After, facts.Phone);
        if (reason is { } none)
        {
            return Decision.No(none, route, detail);
        }

        if (facts.Erased)
        {
            return Decision.No(SuppressReason.Erased, route, "this person was erased");
        }

        if (facts.AlreadyInvited)
        {
            return Decision.No(SuppressReason.AlreadyInvited, route, "this person has an invite to this interview");
        }

        if (facts.Tripped is { } tripped)
        {
            return new(Verdict.Hold, route, Held: HoldReason.GuardTripped, Channels: channels, Detail: detail is null ? tripped : $"{tripped}; {detail}");
        }

        return route.HoldFor > TimeSpan.Zero
            ? new(Verdict.Hold, route, Held: HoldReason.UndoWindow, Channels: channels, Detail: detail)
            : new(Verdict.Invite, route, Channels: channels, Detail: detail);
    }
}
