using AtsBridge.Delivery;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Delivery;

/// <summary>Moves along what waits for a moment of a wall clock that was set meanwhile, inside one transaction.</summary>
internal sealed class ClockMove(StoreDb db, string sink, ClockReading reading, bool beside, DeliveryPolicy policy)
{
    /// <summary>No rate window is longer, so older answers count nowhere.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    private readonly long _now = StoreTime.Now(reading.Wall);

    internal ClockReading Run(CancellationToken cancellationToken)
    {
        var state = db.SinkState(sink, cancellationToken);
        var before = Reading(state);
        var by = before is null ? null : reading.SetBy(before);
        // Beside a host that writes by the reading on record, only one that can't be compared any more is replaced.
        if (before is not null && by is not null && (by == TimeSpan.Zero || beside || IsUnderWay(before)))
        {
            return before;
        }

        MoveInvites(by);
        MoveAnswers(by);
        Limit(state, by);
        (state.ClockWall, state.ClockSteady, state.ClockOrigin) = (_now, (long)reading.Steady.TotalMilliseconds, reading.Origin);
        db.Statement(
            "UPDATE sink_state SET limited_until = @limited, clock_wall = @wall, clock_steady = @steady, clock_origin = @origin WHERE sink = @sink",
            "@limited", "@wall", "@steady", "@origin", "@sink").Run(state.LimitedUntil, state.ClockWall, state.ClockSteady, state.ClockOrigin, sink);
        return Reading(state)!;
    }

    /// <summary>
    /// Whether a request may be under way, of whatever process: its answer will be written by the reading on record, and moved along
    /// too early it would stand in the past, where no rate window counts it. Whoever died is waited for until its lease is over.
    /// </summary>
    private bool IsUnderWay(ClockReading before)
    {
        var since = StoreTime.Now(before.Wall + (reading.Steady - before.Steady) - policy.Lease);
        return db.Ask("SELECT 1 FROM attempt WHERE sink = ?1 AND finished_at IS NULL AND started_at > ?2 LIMIT 1", r => r.GetInt64(0), sink, since).Count > 0;
    }

    private static ClockReading? Reading(SinkStateRow state) =>
        state is { ClockWall: { } wall, ClockSteady: { } steady, ClockOrigin: { } origin }
            ? new(StoreTime.Read(wall), TimeSpan.FromMilliseconds(steady), origin)
            : null;

    /// <summary>Only the time is written and no epoch counted: whoever is sending writes his answer all the same.</summary>
    private void MoveInvites(TimeSpan? by)
    {
        var waiting = db.Rows<InviteRow>(
            "WHERE sink = ?1 AND not_before IS NOT NULL AND (state IN ('Sending', 'Ambiguous') OR wish_under_way OR not_before > ?2)", sink, _now);
        foreach (var row in waiting)
        {
            var time = StoreTime.Store(ClockStep.NotBefore(row.ToInvite().Delivery, reading.Wall, by, policy));
            if (time != row.NotBefore)
            {
                db.Statement("UPDATE invite SET not_before = @time WHERE id = @id", "@time", "@id").Run(time, row.Id);
            }
        }
    }

    /// <summary>
    /// The windows of the rate budget are measured in time that has passed, not in what a clock was set to. Where nobody can tell how
    /// much has passed, none has since the newest that is on record: a permit that comes late is better than one too many.
    /// </summary>
    private void MoveAnswers(TimeSpan? by)
    {
        if ((by is { } known ? (long)known.TotalMilliseconds : _now - Newest()) is { } milliseconds)
        {
            var oldest = _now - milliseconds - (long)LongestWindow.TotalMilliseconds;
            Move("UPDATE attempt SET finished_at = finished_at + @time WHERE sink = @sink AND finished_at > @after", milliseconds, oldest);
            Move("UPDATE attempt SET started_at = started_at + @time WHERE sink = @sink AND started_at > @after", milliseconds, oldest);
        }

        // What lies ahead was written by a clock that was ahead, and would hold a permit for as long as it was.
        Move("UPDATE attempt SET finished_at = @time WHERE sink = @sink AND finished_at > @after", _now, _now);
        Move("UPDATE attempt SET started_at = @time WHERE sink = @sink AND started_at > @after", _now, _now);
    }

    private void Move(string sql, long time, long after) => db.Statement(sql, "@time", "@sink", "@after").Run(time, sink, after);

    private long? Newest()
    {
        var (finished, started) = db.Ask(
            "SELECT (SELECT max(finished_at) FROM attempt WHERE sink = ?1), (SELECT max(started_at) FROM attempt WHERE sink = ?1)",
            r => (r.IsDBNull(0) ? null : (long?)r.GetInt64(0), r.IsDBNull(1) ? null : (long?)r.GetInt64(1)), sink)[0];
        return finished > started ? finished : started;
    }

    private void Limit(SinkStateRow state, TimeSpan? by)
    {
        if (state.LimitedUntil is { } until)
        {
            var moved = StoreTime.Read(until) + (by < TimeSpan.Zero ? by.Value : TimeSpan.Zero);
            state.LimitedUntil = StoreTime.Store(moved > reading.Wall ? DeliveryStep.Clamp(moved, reading.Wall) : moved);
        }
    }
}
