namespace AtsBridge.Gather.Sandbox.State;

/// <summary>A candidate's invite to an interview.</summary>
internal sealed record CandidateInterview
{
    public required string Id { get; init; }

    public required string CandidateId { get; init; }

    public required string InterviewId { get; init; }

    public required string Status { get; init; }

    public required string InviteToken { get; init; }

    public required DateTimeOffset Expiry { get; init; }

    public DateTimeOffset? InviteSentAt { get; init; }

    public DateTimeOffset? TakenAt { get; init; }

    public string? ExternalId { get; init; }

    public Uri? WebhookUrl { get; init; }

    public Uri? ExternalRedirectUri { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
