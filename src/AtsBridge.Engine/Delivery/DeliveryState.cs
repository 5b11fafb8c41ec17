using AtsBridge.Routing;

namespace AtsBridge.Delivery;

/// <summary>Everything that decides what happens next to one invite.</summary>
public sealed record DeliveryState
{
    /// <summary>Where it stands.</summary>
    public required InviteState State { get; init; }

    /// <summary>Why it is held, in <see cref="InviteState.Held"/>.</summary>
    public HoldReason? Held { get; init; }

    /// <summary>Nothing happens before this moment; null: nothing happens by itself.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The sink's id of the person; null until the first step is done.</summary>
    public string? PersonReference { get; init; }

    /// <summary>The sink's id of the invite; null until the second step is done.</summary>
    public string? InviteReference { get; init; }

    /// <summary>Requests of the current step that failed or whose outcome is unknown.</summary>
    public int Attempts { get; init; }

    /// <summary>Look-ups in a row that found nothing.</summary>
    public int EmptyLookUps { get; init; }

    /// <summary>Look-ups in a row that failed.</summary>
    public int FailedLookUps { get; init; }

    /// <summary>The sink itself said that it has the person or the invite, so finding nothing is a contradiction.</summary>
    public bool SaidToExist { get; init; }

    /// <summary>To be cancelled once it is known that nothing was sent.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>What is wished of the sink for an invite that it has; null: nothing. Carried out once <see cref="NotBefore"/> is reached.</summary>
    public SinkAct? Wish { get; init; }

    /// <summary>A request for the wish is under way until <see cref="NotBefore"/>; after that, its sender has vanished.</summary>
    public bool WishUnderWay { get; init; }

    /// <summary>When it was last sent again, or may have been; null: never.</summary>
    public DateTimeOffset? ResentAt { get; init; }

    /// <summary>When it was known first that the sink has it; null before that.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Reminders that were sent, or may have been.</summary>
    public int Reminders { get; init; }

    /// <summary>
    /// When this invite or any other of the person at this sink was last sent again, or may have been: an attempt counts from its
    /// beginning, for as long as nobody knows that it came to nothing. A fact that the store adds for the step, and does not keep.
    /// </summary>
    public DateTimeOffset? PersonResentAt { get; init; }

    /// <summary>The sink's own word for the status, once sent.</summary>
    public string? SinkStatus { get; init; }

    /// <summary>Of when the status is, by the sink's clock, in whole milliseconds; null: any status that is reported is newer.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>When it runs out at the sink, once sent.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why it stands where it stands, for a person. Holds the sink's words; never logged.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether nothing was asked of the sink's second step that may have had an effect, so that cancelling is safe.</summary>
    public bool IsUnsent => State is InviteState.Held or InviteState.Due or InviteState.Waiting;

    /// <summary>Whether the sink has it and its status may still change. Where its person was erased, nobody can ask any more.</summary>
    public bool IsOpen => InviteReference is not null && State is InviteState.Sent or InviteState.PartiallyCompleted or InviteState.Completed or InviteState.Reviewed;
}
