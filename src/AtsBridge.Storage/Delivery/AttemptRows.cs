using AtsBridge.Delivery;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Delivery;

/// <summary>Attempts as rows.</summary>
internal static class AttemptRows
{
    internal static Attempt ToAttempt(this AttemptRow row) => new(
        row.Id, row.InviteId, Words.Read<AttemptKind>(row.Kind), StoreTime.Read(row.StartedAt), StoreTime.Read(row.FinishedAt),
        Words.Read<AttemptOutcome>(row.Outcome), row.Detail);

    /// <summary>Said twice (a commit that took effect and still reported an error), the first answer stands.</summary>
    internal static void Finish(this StoreDb db, long id, AttemptOutcome outcome, string? detail, DateTimeOffset now) =>
        db.Statement(
            "UPDATE attempt SET finished_at = @at, outcome = @outcome, detail = @detail WHERE id = @id AND finished_at IS NULL",
            "@at", "@outcome", "@detail", "@id").Run(StoreTime.Store(now), outcome.ToString(), detail, id);

    internal static AttemptRow Open(long inviteId, string sink, AttemptKind kind, DateTimeOffset at) => new()
    {
        InviteId = inviteId,
        Sink = sink,
        Kind = kind.ToString(),
        StartedAt = StoreTime.Store(at),
        Outcome = nameof(AttemptOutcome.Open),
    };
}
