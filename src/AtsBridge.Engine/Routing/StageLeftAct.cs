namespace AtsBridge.Routing;

/// <summary>What a route does when an application leaves its stage, or its status, after the invite was sent.</summary>
public enum StageLeftAct
{
    /// <summary>Nothing; the invite stays good.</summary>
    Nothing,

    /// <summary>The sink is asked to archive the invite.</summary>
    Archive,
}
