namespace AtsBridge.Simulation.Platform;

/// <summary>A candidate interview in the platform's books.</summary>
internal sealed class BookedInvite(string id, BookedPerson person, string interview, string? reference, long createdAt, long listedAt, long expiresAt)
{
    internal string Id { get; } = id;

    internal BookedPerson Person { get; } = person;

    internal string Interview { get; } = interview;

    /// <summary>Our own reference; null: a recruiter made it by hand.</summary>
    internal string? Reference { get; } = reference;

    internal long CreatedAt { get; } = createdAt;

    internal long ListedAt { get; } = listedAt;

    internal long ExpiresAt { get; } = expiresAt;

    internal InviteProgress Progress { get; set; } = InviteProgress.Sent;

    /// <summary>When it was sent again, in ticks.</summary>
    internal List<long> Resends { get; } = [];
}
