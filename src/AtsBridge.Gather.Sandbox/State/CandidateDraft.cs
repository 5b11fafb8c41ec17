namespace AtsBridge.Gather.Sandbox.State;

/// <summary>What a request says of a candidate to be created, validated.</summary>
internal sealed record CandidateDraft(
    string FirstName, string LastName, string? Email, string? Phone, string? ExternalId, string? TimeZone, bool SmsOptIn, bool Archived = false);
