namespace AtsBridge.Gather.Sandbox;

/// <summary>The kinds of <see cref="AuditEntry"/>.</summary>
public static class AuditKinds
{
    /// <summary>A candidate was created through the API.</summary>
    public const string CandidateCreated = "candidate_created";

    /// <summary>A candidate was added by hand, as a recruiter does.</summary>
    public const string CandidateAdded = "candidate_added";

    /// <summary>A candidate interview was created.</summary>
    public const string CandidateInterviewCreated = "candidate_interview_created";

    /// <summary>An invite went out to a person.</summary>
    public const string InviteSent = "invite_sent";

    /// <summary>An invite went out to a person once more.</summary>
    public const string InviteResent = "invite_resent";

    /// <summary>The status of a candidate interview was set.</summary>
    public const string StatusChanged = "status_changed";

    /// <summary>A receiver answered a webhook with 2xx.</summary>
    public const string WebhookDelivered = "webhook_delivered";

    /// <summary>An attempt to deliver a webhook failed.</summary>
    public const string WebhookFailed = "webhook_failed";

    /// <summary>The last attempt failed too.</summary>
    public const string WebhookGivenUp = "webhook_given_up";

    /// <summary>A webhook was not sent because its address is not on this machine.</summary>
    public const string WebhookRefused = "webhook_refused";

    /// <summary>A webhook was lost on request.</summary>
    public const string WebhookLost = "webhook_lost";
}
