namespace AtsBridge.Delivery;

/// <summary>The states of an invite.</summary>
public enum InviteState
{
    /// <summary>Waits for its hold reason to pass.</summary>
    Held,

    /// <summary>To be sent as soon as the budget allows.</summary>
    Due,

    /// <summary>A request is under way.</summary>
    Sending,

    /// <summary>The last request was provably not carried out; waits until its time.</summary>
    Waiting,

    /// <summary>A request may have been carried out; is looked up after the settle time.</summary>
    Ambiguous,

    /// <summary>The sink has it.</summary>
    Sent,

    /// <summary>Begun by the person.</summary>
    PartiallyCompleted,

    /// <summary>Answered by the person.</summary>
    Completed,

    /// <summary>Reviewed by the recruiter.</summary>
    Reviewed,

    /// <summary>The person was hired.</summary>
    Hired,

    /// <summary>Archived at the sink.</summary>
    Archived,

    /// <summary>Ran out before it was answered.</summary>
    Expired,

    /// <summary>The sink refuses it, and would again: a person mends it and retries.</summary>
    Rejected,

    /// <summary>What became of it can't be proven: a person must look.</summary>
    NeedsReview,

    /// <summary>Withdrawn before it was sent.</summary>
    Cancelled,
}
