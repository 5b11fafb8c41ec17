using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Delivery;

/// <summary>Invites that ran out while nobody asked.</summary>
internal static class ExpiredInvites
{
    /// <summary>How long after its end an invite is still asked for.</summary>
    private static readonly long Patience = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    /// <summary>
    /// Those whose last known status is from before their end: the person may have answered in the last minutes, and where no
    /// webhook says so, only one more question does.
    /// </summary>
    internal static IQueryable<InviteRow> LastQuestions(this StoreDb db, string sink, long askedBefore) => db.Invites.Where(i =>
        i.Sink == sink && i.State == nameof(InviteState.Expired) && i.InviteReference != null && i.ExpiresAt < askedBefore && i.ExpiresAt > askedBefore - Patience
        && (i.StatusAt == null || i.StatusAt < i.ExpiresAt) && i.StatusAskedAt < askedBefore && !i.WishUnderWay
        && !db.SinkStates.Any(s => s.Sink == sink && s.StoppedReason != null)
        && !db.Pauses.Any(p => p.Scope == nameof(PauseScope.Sink) && p.Name == sink));
}
