namespace AtsBridge.Gather.Sandbox.State;

/// <summary>A candidate at the platform.</summary>
internal sealed record Candidate
{
    public required string Id { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? ExternalId { get; init; }

    public string? TimeZone { get; init; }

    public bool SmsOptIn { get; init; }

    public bool Archived { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
