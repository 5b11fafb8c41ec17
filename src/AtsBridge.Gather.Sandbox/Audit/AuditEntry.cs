namespace AtsBridge.Gather.Sandbox;

/// <summary>One effect: something that a person or a receiver outside could notice.</summary>
public sealed record AuditEntry
{
    /// <summary>The place in the order of effects, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="AuditKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The candidate.</summary>
    public string? CandidateId { get; init; }

    /// <summary>The interview, if one is concerned.</summary>
    public string? InterviewId { get; init; }

    /// <summary>The candidate interview, if one is concerned.</summary>
    public string? CandidateInterviewId { get; init; }

    /// <summary>The client's reference of the candidate interview, or of the candidate where only that is concerned.</summary>
    public string? ExternalId { get; init; }

    /// <summary>By which ways an invite went out; empty where none did.</summary>
    public IReadOnlyList<string> DeliveryTypes { get; init; } = [];

    /// <summary>The new status; for webhooks the event, the attempt and the outcome.</summary>
    public string? Detail { get; init; }
}
