namespace AtsBridge;

/// <summary>How far a person has come with an interview.</summary>
public enum InviteProgress
{
    /// <summary>A word that this version does not know; the word itself is kept.</summary>
    Unknown,

    /// <summary>Sent, and not yet answered.</summary>
    Sent,

    /// <summary>Begun and not finished.</summary>
    PartiallyCompleted,

    /// <summary>Answered, and not yet reviewed.</summary>
    Completed,

    /// <summary>Reviewed.</summary>
    Reviewed,

    /// <summary>Hired.</summary>
    Hired,

    /// <summary>Archived at the platform.</summary>
    Archived,
}
