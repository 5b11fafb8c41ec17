using AtsBridge.Delivery;

namespace AtsBridge.Simulation.Store;

/// <summary>A request on record.</summary>
/// <param name="id">Its number.</param>
/// <param name="inviteId">What for.</param>
/// <param name="sink">Where.</param>
/// <param name="kind">What kind.</param>
/// <param name="startedAt">When, in whole milliseconds.</param>
internal sealed class ModelAttempt(long id, long inviteId, string sink, AttemptKind kind, DateTimeOffset startedAt)
{
    internal long Id { get; } = id;

    internal long InviteId { get; } = inviteId;

    internal string Sink { get; } = sink;

    internal AttemptKind Kind { get; } = kind;

    internal DateTimeOffset StartedAt { get; set; } = startedAt;

    internal DateTimeOffset? FinishedAt { get; set; }

    internal AttemptOutcome Outcome { get; private set; }

    internal string? Detail { get; private set; }

    /// <summary>Said twice, the first answer stands.</summary>
    internal void Finish(AttemptOutcome outcome, string? detail, DateTimeOffset at)
    {
        if (FinishedAt is null)
        {
            (FinishedAt, Outcome, Detail) = (ModelTime.Up(at), outcome, detail);
        }
    }

    internal Attempt ToAttempt() => new(Id, InviteId, Kind, StartedAt, FinishedAt, Outcome, Detail);
}
