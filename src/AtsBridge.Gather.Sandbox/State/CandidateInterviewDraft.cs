namespace AtsBridge.Gather.Sandbox.State;

/// <summary>What a request says of a candidate interview to be created, validated.</summary>
internal sealed record CandidateInterviewDraft(
    Candidate Candidate, SandboxInterview Interview, bool SendInvite, IReadOnlyList<string> DeliveryTypes, int ExpiryDays,
    Uri? ExternalRedirectUri, Uri? WebhookUrl, string? ExternalId);
