namespace AtsBridge.Gather.Sandbox;

/// <summary>The state of an interview; the values are the API's numbers.</summary>
public enum SandboxInterviewStatus
{
    /// <summary>It can be sent.</summary>
    Active = 0,

    /// <summary>Paused for now.</summary>
    Paused = 1,

    /// <summary>Closed.</summary>
    Closed = 2,

    /// <summary>Archived.</summary>
    Archived = 3,
}
