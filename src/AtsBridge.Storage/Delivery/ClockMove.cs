using AtsBridge.Delivery;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Delivery;

/// <summary>Moves along what waits for a moment of a wall clock that was set meanwhile, inside one transaction.</summary>
internal sealed class ClockMove(StoreDb db, string sink, ClockReading reading, bool beside, DeliveryPolicy policy)
{
    /// <summary>No rate window is longer, so older answers count nowhere.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    private readonly long _now = StoreTime.Now(reading.Wall);

    internal async Task<ClockReading> RunAsync(CancellationToken cancellationToken)
    {
        var state = await db.SinkStateAsync(sink, cancellationToken);
        var before = Reading(state);
        var by = before is null ? null : reading.SetBy(before);
        // Beside a host that writes by the reading on record, only one that can't be compared any more is replaced.
        if (before is not null && by is not null && (by == TimeSpan.Zero || beside || await IsUnderWayAsync(before, cancellationToken)))
        {
            return before;
        }

        await MoveInvitesAsync(by, cancellationToken);
        await MoveAnswersAsync(by, cancellationToken);
        Limit(state, by);
        (state.ClockWall, state.ClockSteady, state.ClockOrigin) = (_now, (long)reading.Steady.TotalMilliseconds, reading.Origin);
        await db.UpdateAsync(state, token: cancellationToken);
        return Reading(state)!;
    }

    /// <summary>
    /// Whether a request may be under way, of whatever process: its answer will be written by the reading on record, and moved along
    /// too early it would stand in the past, where no rate window counts it. Whoever died is waited for until its lease is over.
    /// </summary>
    private Task<bool> IsUnderWayAsync(ClockReading before, CancellationToken cancellationToken)
    {
        var since = StoreTime.Now(before.Wall + (reading.Steady - before.Steady) - policy.Lease);
        return db.Attempts.AnyAsync(a => a.Sink == sink && a.FinishedAt == null && a.StartedAt > since, cancellationToken);
    }

    private static ClockReading? Reading(SinkStateRow state) =>
        state is { ClockWall: { } wall, ClockSteady: { } steady, ClockOrigin: { } origin }
            ? new(StoreTime.Read(wall), TimeSpan.FromMilliseconds(steady), origin)
            : null;

    /// <summary>Only the time is written and no epoch counted: whoever is sending writes his answer all the same.</summary>
    private async Task MoveInvitesAsync(TimeSpan? by, CancellationToken cancellationToken)
    {
        var waiting = await db.Invites.Where(i => i.Sink == sink && i.NotBefore != null
                && (i.State == nameof(InviteState.Sending) || i.State == nameof(InviteState.Ambiguous) || i.WishUnderWay || i.NotBefore > _now))
            .ToListAsync(cancellationToken);
        foreach (var row in waiting)
        {
            var time = StoreTime.Store(ClockStep.NotBefore(row.ToInvite().Delivery, reading.Wall, by, policy));
            if (time != row.NotBefore)
            {
                await db.Invites.Where(i => i.Id == row.Id).Set(i => i.NotBefore, time).UpdateAsync(cancellationToken);
            }
        }
    }

    /// <summary>
    /// The windows of the rate budget are measured in time that has passed, not in what a clock was set to. Where nobody can tell how
    /// much has passed, none has since the newest that is on record: a permit that comes late is better than one too many.
    /// </summary>
    private async Task MoveAnswersAsync(TimeSpan? by, CancellationToken cancellationToken)
    {
        var mine = db.Attempts.Where(a => a.Sink == sink);
        if ((by is { } known ? (long)known.TotalMilliseconds : _now - await NewestAsync(mine, cancellationToken)) is { } milliseconds)
        {
            var oldest = _now - milliseconds - (long)LongestWindow.TotalMilliseconds;
            await mine.Where(a => a.FinishedAt > oldest).Set(a => a.FinishedAt, a => a.FinishedAt + milliseconds).UpdateAsync(cancellationToken);
            await mine.Where(a => a.StartedAt > oldest).Set(a => a.StartedAt, a => a.StartedAt + milliseconds).UpdateAsync(cancellationToken);
        }

        // What lies ahead was written by a clock that was ahead, and would hold a permit for as long as it was.
        await mine.Where(a => a.FinishedAt > _now).Set(a => a.FinishedAt, _now).UpdateAsync(cancellationToken);
        await mine.Where(a => a.StartedAt > _now).Set(a => a.StartedAt, _now).UpdateAsync(cancellationToken);
    }

    private static async Task<long?> NewestAsync(IQueryable<AttemptRow> attempts, CancellationToken cancellationToken)
    {
        var finished = await attempts.MaxAsync(a => a.FinishedAt, cancellationToken);
        var started = await attempts.MaxAsync(a => (long?)a.StartedAt, cancellationToken);
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
