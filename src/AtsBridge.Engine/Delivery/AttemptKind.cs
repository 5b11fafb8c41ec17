namespace AtsBridge.Delivery;

/// <summary>What a request to a sink was for.</summary>
public enum AttemptKind
{
    /// <summary>To make the person known.</summary>
    CreatePerson,

    /// <summary>To create the invite.</summary>
    CreateInvite,

    /// <summary>To find out what became of an earlier one.</summary>
    LookUp,

    /// <summary>To send an existing invite again.</summary>
    Resend,

    /// <summary>To learn where an invite stands.</summary>
    Status,

    /// <summary>To archive an invite that the sink has.</summary>
    Archive,

    /// <summary>To send an existing invite again, because it was not answered.</summary>
    Remind,
}
