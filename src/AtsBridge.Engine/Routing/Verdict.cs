namespace AtsBridge.Routing;

/// <summary>What a route concluded.</summary>
public enum Verdict
{
    /// <summary>An invite is due.</summary>
    Invite,

    /// <summary>An invite is made and waits.</summary>
    Hold,

    /// <summary>No invite.</summary>
    Suppress,
}
