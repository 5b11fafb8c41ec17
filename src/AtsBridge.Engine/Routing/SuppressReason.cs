namespace AtsBridge.Routing;

/// <summary>Why a transition invites nobody. A closed list that plan, explain, run reports and metrics share.</summary>
public enum SuppressReason
{
    /// <summary>It was there when the source or the route was read for the first time.</summary>
    Baseline,

    /// <summary>This person has an invite to this interview already.</summary>
    AlreadyInvited,

    /// <summary>No usable e-mail address or phone number for the ways that the route wants.</summary>
    NoContact,

    /// <summary>There is a phone number, and the source states no consent to text messages.</summary>
    NoConsent,

    /// <summary>A route takes the stage, but not an application of this status.</summary>
    NotActive,

    /// <summary>No route takes this stage and job.</summary>
    NoRoute,

    /// <summary>It happened longer ago than the route's MaxAge.</summary>
    TooOld,

    /// <summary>The person was erased.</summary>
    Erased,
}
