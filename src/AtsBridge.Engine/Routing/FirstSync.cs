namespace AtsBridge.Routing;

/// <summary>What a route does with people who are already in the stage when it sees them first.</summary>
public enum FirstSync
{
    /// <summary>Nothing is sent.</summary>
    Baseline,

    /// <summary>They are invited.</summary>
    Invite,
}
