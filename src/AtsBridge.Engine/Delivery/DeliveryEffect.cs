namespace AtsBridge.Delivery;

/// <summary>What the shell has to do after a step: at most one request.</summary>
public enum DeliveryEffect
{
    /// <summary>Nothing; wait.</summary>
    None,

    /// <summary>Make the person known to the sink.</summary>
    CreatePerson,

    /// <summary>Create the invite.</summary>
    CreateInvite,

    /// <summary>Look for the person or the invite, whichever step is open.</summary>
    LookUp,

    /// <summary>Send an invite again that the sink has.</summary>
    Resend,

    /// <summary>Send an invite again that was not answered.</summary>
    Remind,

    /// <summary>Archive an invite that the sink has.</summary>
    Archive,
}
