namespace AtsBridge.Routing;

/// <summary>Why an invite waits before it is due.</summary>
public enum HoldReason
{
    /// <summary>The route's HoldFor has not passed.</summary>
    UndoWindow,

    /// <summary>
    /// More invites in one sync than the route's guard allows, or a movement of the source that looks like a mistake: a person
    /// releases or cancels them.
    /// </summary>
    GuardTripped,

    /// <summary>The sink does not accept our key: a person must change it.</summary>
    SinkStopped,
}
