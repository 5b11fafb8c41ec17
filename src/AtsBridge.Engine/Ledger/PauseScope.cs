namespace AtsBridge.Ledger;

/// <summary>What is paused.</summary>
public enum PauseScope
{
    /// <summary>A sink: no request is made of it at all.</summary>
    Sink,

    /// <summary>A route: none of its invites is sent, sent again or archived. What is in doubt is still looked up.</summary>
    Route,
}
