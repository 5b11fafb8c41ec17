namespace AtsBridge.Delivery;

/// <summary>What a round of delivery did.</summary>
public sealed record DeliverySummary
{
    /// <summary>The sink.</summary>
    public required string Sink { get; init; }

    /// <summary>Invites that the sink has now, created or adopted.</summary>
    public int Sent { get; init; }

    /// <summary>Invites that the sink refused.</summary>
    public int Rejected { get; init; }

    /// <summary>Invites that a person must look at.</summary>
    public int NeedsReview { get; init; }

    /// <summary>Requests made.</summary>
    public int Requests { get; init; }

    /// <summary>When something is due next; null: nothing that happens by itself.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Whether it ended because the rate budget was used up.</summary>
    public bool OutOfBudget { get; init; }

    /// <summary>Why the sink is stopped; null where it is not.</summary>
    public string? Stopped { get; init; }

    /// <summary>Since when a person has paused the sink, UTC; null where it is not.</summary>
    public DateTimeOffset? Paused { get; init; }

    /// <summary>What this round and a later one did together.</summary>
    /// <param name="later">The later one; how things stand is told by it.</param>
    public DeliverySummary Then(DeliverySummary later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return later with
        {
            Sent = Sent + later.Sent,
            Rejected = Rejected + later.Rejected,
            NeedsReview = NeedsReview + later.NeedsReview,
            Requests = Requests + later.Requests,
        };
    }
}
