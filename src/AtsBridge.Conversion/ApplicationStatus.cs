namespace AtsBridge;

/// <summary>The statuses that every source's own words are normalised to.</summary>
public enum ApplicationStatus
{
    /// <summary>A word that nobody has met. A <c>StatusMap</c> teaches it.</summary>
    Unknown,

    /// <summary>In the process.</summary>
    Active,

    /// <summary>Paused.</summary>
    OnHold,

    /// <summary>Turned down, archived or disqualified.</summary>
    Rejected,

    /// <summary>Withdrawn by the candidate.</summary>
    Withdrawn,

    /// <summary>Hired.</summary>
    Hired,
}
