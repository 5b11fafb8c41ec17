namespace AtsBridge.Delivery;

/// <summary>What may be wished of a sink for an invite that it has.</summary>
public enum SinkAct
{
    /// <summary>To send it again, because the application came back. Never repeated blindly: the person would get it twice.</summary>
    Resend,

    /// <summary>To archive it. Twice is the same as once.</summary>
    Archive,

    /// <summary>To send it again, because it has not been answered for as long as the route allows. Never repeated blindly.</summary>
    Remind,
}
