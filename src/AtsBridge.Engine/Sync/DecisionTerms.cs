using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>What the decisions of a seal depend on beside their transitions. As it is made here, nothing stands in the way.</summary>
internal sealed record DecisionTerms
{
    /// <summary>Whether this is the first sync, of the route's stage or of this application, so that nothing was reached.</summary>
    internal Func<StageTransition, RouteMatch, bool> FirstSync { get; init; } = (_, _) => false;

    /// <summary>Why a guard holds what follows from a transition; null where it does not.</summary>
    internal Func<StageTransition, string?> Tripped { get; init; } = _ => null;

    /// <summary>Whether a route's greatest age counts for people who have not moved. Not in a backfill: there a person has asked for them.</summary>
    internal bool AgeOfStanding { get; init; }
}
