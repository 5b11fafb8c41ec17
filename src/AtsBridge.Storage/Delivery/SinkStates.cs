using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Delivery;

/// <summary>What is on record of a sink as a whole.</summary>
internal static class SinkStates
{
    /// <summary>Its row, which is made where there is none.</summary>
    internal static SinkStateRow SinkState(this StoreDb db, string sink, CancellationToken cancellationToken)
    {
        if (db.Rows<SinkStateRow>("WHERE sink = ?1", sink) is [var known])
        {
            return known;
        }

        var row = new SinkStateRow { Sink = sink };
        db.InsertAll([row], cancellationToken);
        return row;
    }

    /// <summary>
    /// Where somebody has let the sink go on before the answer that stopped it was put on record, nobody would let this invite go:
    /// it is due at once.
    /// </summary>
    internal static async Task<Invite> UnlessLetGoAsync(this StoreDb db, Invite invite, DateTimeOffset now, CancellationToken cancellationToken) =>
        invite.Delivery is { State: InviteState.Held, Held: HoldReason.SinkStopped }
        && !await db.SinkStates.AnyAsync(s => s.Sink == invite.Sink && s.StoppedReason != null, cancellationToken)
            ? invite with { Delivery = invite.Delivery with { State = InviteState.Due, Held = null, NotBefore = now, Reason = null } }
            : invite;

    /// <summary>Why nothing may be asked of the sink now, whatever the budget says; null where nothing speaks against it.</summary>
    internal static Claim? Refusal(this StoreDb db, string sink, DateTimeOffset now)
    {
        using var reader = db.Statement(
            $"""
            SELECT s.stopped_reason, s.limited_until, p.since
            FROM (SELECT @sink AS name) asked LEFT JOIN sink_state s ON s.sink = asked.name LEFT JOIN pause p ON p.scope = '{nameof(PauseScope.Sink)}' AND p.name = asked.name
            """,
            "@sink").Read(sink);
        reader.Read();
        return !reader.IsDBNull(0) ? new Claim.Stopped(reader.GetString(0))
            : !reader.IsDBNull(2) ? new Claim.Paused(StoreTime.Read(reader.GetInt64(2)))
            : !reader.IsDBNull(1) && reader.GetInt64(1) > StoreTime.Now(now) ? new Claim.NoBudget(StoreTime.Read(reader.GetInt64(1)))
            : null;
    }

    /// <summary>Requests are refused until then; an earlier word that reaches further stays.</summary>
    internal static async Task LimitAsync(this StoreDb db, string sink, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var moment = StoreTime.Store(until);
        var state = db.SinkState(sink, cancellationToken);
        if (!(state.LimitedUntil >= moment))
        {
            state.LimitedUntil = moment;
            await db.UpdateAsync(state, token: cancellationToken);
        }
    }
}
