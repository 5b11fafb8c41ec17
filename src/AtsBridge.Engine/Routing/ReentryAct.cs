namespace AtsBridge.Routing;

/// <summary>What a route does when an application comes back to its stage whose invite was sent and is still open.</summary>
public enum ReentryAct
{
    /// <summary>Nothing; the decision is on record.</summary>
    Nothing,

    /// <summary>The sink is asked to send the invite again, once a day at most.</summary>
    Resend,
}
