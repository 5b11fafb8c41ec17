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
    /// <summary>
    /// Those that act by themselves once their time has come. Of a pass that has not ended none does: its guard may still hold
    /// them. Of a paused route only what is in doubt: looking it up sends nothing. Asked for live and backfill apart, so that the
    /// index gives the order and skips all that have no time. A statement of its own, because every request asks for it.
    /// </summary>
    internal const string Acting =
        $"""
        FROM invite WHERE sink = @sink AND backfill = @backfill AND NOT awaits_pass
        AND (state IN ('{nameof(InviteState.Ambiguous)}', '{nameof(InviteState.Sending)}') OR wish_under_way
            OR route NOT IN (SELECT name FROM pause WHERE scope = '{nameof(PauseScope.Route)}'))
        AND (state IN ('{nameof(InviteState.Due)}', '{nameof(InviteState.Waiting)}', '{nameof(InviteState.Ambiguous)}', '{nameof(InviteState.Sending)}') OR wish IS NOT NULL
            OR (state = '{nameof(InviteState.Held)}' AND held = '{nameof(HoldReason.UndoWindow)}'))
        """;

    private static readonly bool[] LiveBeforeBackfill = [false, true];
    private static readonly string[] Messages = [.. Enum.GetValues<AttemptKind>().Where(AttemptKinds.SendsAgain).Select(k => k.ToString())];
    private static readonly string[] NotInVain = [.. Enum.GetValues<AttemptOutcome>().Where(AttemptKinds.MayHaveBeenSent).Select(o => o.ToString())];

    /// <summary>The next one whose time has come; null where there is none.</summary>
    internal static InviteRow? NextDue(this StoreDb db, string sink, long now, IReadOnlySet<long> seen)
    {
        foreach (var backfill in LiveBeforeBackfill)
        {
            if (db.NextDue(sink, backfill, now, seen) is { } id)
            {
                return db.Find(id);
            }
        }

        return null;
    }

    /// <summary>When the next one's time comes; null where none acts by itself.</summary>
    internal static DateTimeOffset? NextAt(this StoreDb db, string sink, long now)
    {
        long? next = null;
        foreach (var backfill in LiveBeforeBackfill)
        {
            using var reader = db.Statement($"SELECT not_before {Acting} AND not_before > @now ORDER BY not_before LIMIT 1", "@sink", "@backfill", "@now").Read(sink, backfill, now);
            next = reader.Read() && !(next < reader.GetInt64(0)) ? reader.GetInt64(0) : next;
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

    private static long? NextDue(this StoreDb db, string sink, bool backfill, long now, IReadOnlySet<long> seen)
    {
        using var reader = db.Statement($"SELECT id {Acting} AND not_before <= @now ORDER BY not_before, id", "@sink", "@backfill", "@now").Read(sink, backfill, now);
        while (reader.Read())
        {
            if (reader.GetInt64(0) is var id && !seen.Contains(id))
            {
                return id;
            }
        }

        return null;
    }
}
