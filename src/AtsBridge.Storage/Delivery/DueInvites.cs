using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Delivery;

/// <summary>Which invite of a sink is next.</summary>
internal static class DueInvites
{
    private static readonly bool[] LiveBeforeBackfill = [false, true];
    private static readonly string[] Messages = [.. Enum.GetValues<AttemptKind>().Where(AttemptKinds.SendsAgain).Select(k => k.ToString())];
    private static readonly string[] NotInVain = [.. Enum.GetValues<AttemptOutcome>().Where(AttemptKinds.MayHaveBeenSent).Select(o => o.ToString())];

    /// <summary>The next one whose time has come; null where there is none.</summary>
    internal static async Task<InviteRow?> NextDueAsync(
        this StoreDb db, string sink, long now, IReadOnlyCollection<long> seen, CancellationToken cancellationToken)
    {
        foreach (var backfill in LiveBeforeBackfill)
        {
            var due = await db.Acting(sink, backfill)
                .Where(i => i.NotBefore <= now && !seen.Contains(i.Id))
                .OrderBy(i => i.NotBefore).ThenBy(i => i.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (due is not null)
            {
                return due;
            }
        }

        return null;
    }

    /// <summary>When the next one's time comes; null where none acts by itself.</summary>
    internal static async Task<DateTimeOffset?> NextAtAsync(this StoreDb db, string sink, long now, CancellationToken cancellationToken)
    {
        long? next = null;
        foreach (var backfill in LiveBeforeBackfill)
        {
            var time = await db.Acting(sink, backfill)
                .Where(i => i.NotBefore > now).OrderBy(i => i.NotBefore)
                .Select(i => i.NotBefore).FirstOrDefaultAsync(cancellationToken);
            next = time is null || next < time ? next : time;
        }

        return StoreTime.Read(next);
    }

    /// <summary>
    /// When this invite or any other of its person was last sent again, or may have been; null: never. What an invite says of itself
    /// is written with the answer, which may never be: until then the attempt tells, and it was written before the request.
    /// </summary>
    internal static async Task<DateTimeOffset?> PersonResentAtAsync(this StoreDb db, Invite invite, CancellationToken cancellationToken)
    {
        var (id, sink, person) = (invite.Id, invite.Sink, invite.Delivery.PersonReference);
        var mine = person is null ? db.Invites.Where(i => i.Id == id) : db.Invites.Where(i => i.Sink == sink && i.PersonReference == person);
        var answered = await mine.MaxAsync(i => i.ResentAt, cancellationToken);
        var begun = await mine.InnerJoin(db.Attempts, (i, a) => a.InviteId == i.Id, (i, a) => a)
            .Where(a => Messages.Contains(a.Kind) && NotInVain.Contains(a.Outcome)).MaxAsync(a => (long?)a.StartedAt, cancellationToken);
        return StoreTime.Read(answered is null || begun > answered ? begun : answered);
    }

    /// <summary>
    /// Those that act by themselves once their time has come. Of a pass that has not ended none does: its guard may still hold
    /// them. Of a paused route only what is in doubt: looking it up sends nothing. Asked for live and backfill apart, so that the
    /// index gives the order and skips all that have no time.
    /// </summary>
    private static IQueryable<InviteRow> Acting(this StoreDb db, string sink, bool backfill)
    {
        var paused = db.Pauses.Where(p => p.Scope == nameof(PauseScope.Route)).Select(p => p.Name);
        return db.Invites.Where(i => i.Sink == sink && i.Backfill == backfill && !i.AwaitsPass
            && (i.State == nameof(InviteState.Ambiguous) || i.State == nameof(InviteState.Sending) || i.WishUnderWay || !paused.Contains(i.Route))
            && (i.State == nameof(InviteState.Due) || i.State == nameof(InviteState.Waiting) || i.State == nameof(InviteState.Ambiguous)
                || i.State == nameof(InviteState.Sending) || i.Wish != null
                || (i.State == nameof(InviteState.Held) && i.Held == nameof(HoldReason.UndoWindow))));
    }
}
