using AtsBridge.Ledger;

namespace AtsBridge.Delivery;

/// <summary>What a worker got when it asked for work. Closed.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>An invite, and a permit for the one request that its effect asks for.</summary>
    /// <param name="Invite">As it stands after the step, with the epoch that the worker must write with.</param>
    /// <param name="Effect">What to do.</param>
    /// <param name="AttemptId">The attempt on record.</param>
    /// <param name="LeaseEndsAt">The request must have ended by then.</param>
    public sealed record Work(Invite Invite, DeliveryEffect Effect, long AttemptId, DateTimeOffset LeaseEndsAt) : Claim;

    /// <summary>Nothing is due now.</summary>
    /// <param name="NextAt">When something will be; null: nothing that happens by itself.</param>
    public sealed record NothingDue(DateTimeOffset? NextAt) : Claim;

    /// <summary>Something is due, and the rate budget is used up.</summary>
    /// <param name="Until">When the next permit comes free.</param>
    public sealed record NoBudget(DateTimeOffset Until) : Claim;

    /// <summary>The sink is stopped: its key was not accepted.</summary>
    /// <param name="Reason">What it said.</param>
    public sealed record Stopped(string Reason) : Claim;

    /// <summary>The sink is paused: a person wants nothing to be sent for now.</summary>
    /// <param name="Since">Since when, UTC.</param>
    public sealed record Paused(DateTimeOffset Since) : Claim;
}
