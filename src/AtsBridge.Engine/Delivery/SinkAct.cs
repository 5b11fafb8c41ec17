namespace AtsBridge.Delivery;

/// <summary>What may be wished of a sink for an invite that it has.</summary>
public enum SinkAct
{
    /// <summary>To send it again. Never repeated blindly: the person would get it twice.</summary>
    Resend,

    /// <summary>To archive it. Twice is the same as once.</summary>
    Archive,
}
