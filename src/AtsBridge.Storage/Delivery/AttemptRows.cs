using AtsBridge.Delivery;
using AtsBridge.Storage.Tables;
using LinqToDB;

namespace AtsBridge.Storage.Delivery;

/// <summary>Attempts as rows.</summary>
internal static class AttemptRows
{
    internal static Attempt ToAttempt(this AttemptRow row) => new(
        row.Id, row.InviteId, Words.Read<AttemptKind>(row.Kind), StoreTime.Read(row.StartedAt), StoreTime.Read(row.FinishedAt),
        Words.Read<AttemptOutcome>(row.Outcome), row.Detail);

    /// <summary>Said twice (a commit that took effect and still reported an error), the first answer stands.</summary>
    internal static Task<int> FinishAsync(
        this StoreDb db, long id, AttemptOutcome outcome, string? detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var finishedAt = StoreTime.Store(now);
        return db.Attempts.Where(a => a.Id == id && a.FinishedAt == null)
            .Set(a => a.FinishedAt, finishedAt)
            .Set(a => a.Outcome, outcome.ToString())
            .Set(a => a.Detail, detail)
            .UpdateAsync(cancellationToken);
    }

    internal static AttemptRow Open(long inviteId, string sink, AttemptKind kind, DateTimeOffset at) => new()
    {
        InviteId = inviteId,
        Sink = sink,
        Kind = kind.ToString(),
        StartedAt = StoreTime.Store(at),
        Outcome = nameof(AttemptOutcome.Open),
    };
}
