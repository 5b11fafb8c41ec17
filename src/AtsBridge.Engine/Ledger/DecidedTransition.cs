using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Ledger;

/// <summary>A transition and what was decided, as the store keeps them.</summary>
public sealed record DecidedTransition
{
    /// <summary>The run that saw it; 0 for a backfill.</summary>
    public required long RunId { get; init; }

    /// <summary>How the place changed.</summary>
    public required TransitionKind Kind { get; init; }

    /// <summary>The stage before.</summary>
    public string? FromStage { get; init; }

    /// <summary>The status before.</summary>
    public ApplicationStatus? FromStatus { get; init; }

    /// <summary>The stage after.</summary>
    public string? ToStage { get; init; }

    /// <summary>The status after.</summary>
    public ApplicationStatus ToStatus { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When we saw it, UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Where the record stood, such as a file and row.</summary>
    public string? Position { get; init; }

    /// <summary>What was concluded.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>By which route.</summary>
    public string? Route { get; init; }

    /// <summary>Why not, where it was suppressed.</summary>
    public SuppressReason? Suppressed { get; init; }

    /// <summary>Why it waits, where it is held.</summary>
    public HoldReason? Held { get; init; }

    /// <summary>One sentence more.</summary>
    public string? Detail { get; init; }

    /// <summary>The invite that was made, if any.</summary>
    public long? InviteId { get; init; }
}
