namespace AtsBridge.WriteBack;

/// <summary>News of an invite as a list shows them. Ids and words, nobody's data.</summary>
/// <param name="InviteId">The invite: there is one piece of news of each.</param>
/// <param name="Route">The route that tells.</param>
/// <param name="Source">The source of the application.</param>
/// <param name="Application">The application's key.</param>
/// <param name="State">How it stands.</param>
public sealed record NewsEntry(long InviteId, string Route, string Source, string Application, NewsState State)
{
    /// <summary>Where the invite stands, which is what is told.</summary>
    public required InviteProgress Progress { get; init; }

    /// <summary>The platform's own word for that.</summary>
    public required string Word { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }

    /// <summary>When it was last tried, told or refused, UTC; null: not yet.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>When it is tried again, UTC; null: not, or with the next round.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Why it could not be told.</summary>
    public string? Fault { get; init; }
}
