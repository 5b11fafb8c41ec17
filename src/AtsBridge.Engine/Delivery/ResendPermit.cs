using AtsBridge.Ledger;

namespace AtsBridge.Delivery;

/// <summary>What an operator got who asked to send an invite again. Closed.</summary>
public abstract record ResendPermit
{
    private ResendPermit()
    {
    }

    /// <summary>The one request may be made: until it is finished, its attempt stands for a message that may have gone out.</summary>
    /// <param name="Invite">As it stands now, with the epoch that the answer must be written with.</param>
    /// <param name="AttemptId">The attempt on record.</param>
    public sealed record Granted(Invite Invite, long AttemptId) : ResendPermit;

    /// <summary>The invite itself, or what its person was sent, speaks against it.</summary>
    /// <param name="Invite">As it stands now.</param>
    /// <param name="Words">Why, for a person.</param>
    public sealed record Objected(Invite Invite, string Words) : ResendPermit;

    /// <summary>The rate budget is used up.</summary>
    /// <param name="Until">When the next permit comes free.</param>
    public sealed record NoBudget(DateTimeOffset Until) : ResendPermit;

    /// <summary>The sink refuses every request for its rate limit (429), whatever our own books say.</summary>
    /// <param name="Until">When requests are welcome again.</param>
    public sealed record Limited(DateTimeOffset Until) : ResendPermit;

    /// <summary>The sink is stopped: its key was not accepted.</summary>
    /// <param name="Reason">What it said.</param>
    public sealed record Stopped(string Reason) : ResendPermit;

    /// <summary>The sink is paused: a person wants nothing to be sent for now.</summary>
    /// <param name="Since">Since when, UTC.</param>
    public sealed record Paused(DateTimeOffset Since) : ResendPermit;
}
