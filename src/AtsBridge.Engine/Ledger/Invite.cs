using AtsBridge.Delivery;

namespace AtsBridge.Ledger;

/// <summary>One row of the ledger: one person, one interview, one sink.</summary>
public sealed record Invite
{
    /// <summary>Its number; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The run that made it; 0 for a backfill.</summary>
    public long RunId { get; init; }

    /// <summary>The source of its application.</summary>
    public required string Source { get; init; }

    /// <summary>The key of its application.</summary>
    public required string ApplicationKey { get; init; }

    /// <summary>The sink.</summary>
    public required string Sink { get; init; }

    /// <summary>The route that made it.</summary>
    public required string Route { get; init; }

    /// <summary>Made by a deliberate backfill: goes behind those that are live.</summary>
    public bool Backfill { get; init; }

    /// <summary>What is asked of the sink. Holds the person's data.</summary>
    public required InviteRequest Request { get; init; }

    /// <summary>
    /// Who the person is, as far as the source lets us know: by candidate id, by e-mail, and always by application. No two invites
    /// to one interview of one sink share an identity, cancelled ones aside.
    /// </summary>
    public required IReadOnlyList<string> Identities { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeliveryState Delivery { get; init; }

    /// <summary>
    /// The run whose guard holds it, or held it last; null: none did. Not always the run that made it: a guard counts a whole pass,
    /// and keeps what its run would have cancelled.
    /// </summary>
    public long? GuardRun { get; init; }

    /// <summary>
    /// The pass that made it has not been read to its end, so that what is behind may still hold it: nothing is sent until then.
    /// If the pass was cut off, the next one of the source ends the wait, or an operator who releases it.
    /// </summary>
    public bool AwaitsPass { get; init; }

    /// <summary>Counts every change: whoever writes with an old one changes nothing.</summary>
    public long Epoch { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When its status was last asked for, UTC.</summary>
    public DateTimeOffset? StatusAskedAt { get; init; }
}
