namespace AtsBridge.Routing;

/// <summary>What a decision depends on besides the transition and the route.</summary>
public sealed record DecisionFacts
{
    /// <summary>The source or the route's stage is read for the first time.</summary>
    public required bool FirstSync { get; init; }

    /// <summary>The same route matched before this transition, so nothing was reached.</summary>
    public required bool MatchedBefore { get; init; }

    /// <summary>This person has an invite to this interview at this sink.</summary>
    public required bool AlreadyInvited { get; init; }

    /// <summary>Why a guard holds what follows from this transition; null where it does not.</summary>
    public string? Tripped { get; init; }

    /// <summary>Whether the route's greatest age counts for somebody who has not moved, too.</summary>
    public bool AgeOfStanding { get; init; }

    /// <summary>This person was erased.</summary>
    public bool Erased { get; init; }

    /// <summary>Now, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The phone number in E.164, if it is one.</summary>
    public string? Phone { get; init; }
}
