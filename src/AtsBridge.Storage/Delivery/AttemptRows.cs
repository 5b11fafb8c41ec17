using AtsBridge.Delivery;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Delivery;

/// <summary>Attempts as rows.</summary>
internal static class AttemptRows
{
    internal static Attempt ToAttempt(this AttemptRow row) => new(
        row.Id, row.InviteId, Words.Read<AttemptKind>(row.Kind), StoreTime.Read(row.StartedAt), StoreTime.Read(row.FinishedAt),
        Words.Read<AttemptOutcome>(row.Outcome), row.Detail);

    internal static AttemptRow Open(long inviteId, string sink, AttemptKind kind, DateTimeOffset at) => new()
    {
        InviteId = inviteId,
        Sink = sink,
        Kind = kind.ToString(),
        StartedAt = StoreTime.Store(at),
        Outcome = nameof(AttemptOutcome.Open),
    };
}
