using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Simulation.Store;

/// <summary>What holds for a sink as a whole: its clock, its limits, a pause.</summary>
internal sealed partial class ModelStore
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    private readonly List<Pause> _pauses = [];

    /// <inheritdoc />
    public Task<ClockReading> CheckClockAsync(string sink, ClockReading reading, bool beside, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        var state = State(sink);
        var by = state.Clock is { } before ? reading.SetBy(before) : null;
        if (state.Clock is { } known && by is not null && (by == TimeSpan.Zero || beside || IsUnderWay(sink, known.Wall + (Whole(reading.Steady) - known.Steady), policy)))
        {
            return Task.FromResult(known);
        }

        var now = ModelTime.Down(reading.Wall);
        MoveInvites(sink, reading, by, policy, now);
        MoveAnswers(sink, by, now);
        if (state.LimitedUntil is { } until)
        {
            var moved = until + (by < TimeSpan.Zero ? by.Value : TimeSpan.Zero);
            state.LimitedUntil = ModelTime.Up(moved > reading.Wall ? DeliveryStep.Clamp(moved, reading.Wall) : moved);
        }

        return Task.FromResult(state.Clock = reading with { Wall = now, Steady = Whole(reading.Steady) });
    }

    /// <inheritdoc />
    public Task LimitAsync(string sink, DateTimeOffset until, CancellationToken cancellationToken)
    {
        Limit(sink, until);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ReportAsync(
        string sink, RateReport report, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        if (report.Remaining < ModelBudget.Free(_attempts, sink, now, limits, policy))
        {
            Limit(sink, DeliveryStep.Clamp(report.ResetAt, now));
        }

        return Task.CompletedTask;
    }

    private bool IsUnderWay(string sink, DateTimeOffset now, DeliveryPolicy policy) =>
        _attempts.Exists(a => string.Equals(a.Sink, sink, StringComparison.Ordinal) && a.FinishedAt is null && a.StartedAt > ModelTime.Down(now - policy.Lease));

    private static TimeSpan Whole(TimeSpan span) => TimeSpan.FromMilliseconds((long)span.TotalMilliseconds);

    private ModelSink State(string sink) => _sinks.TryGetValue(sink, out var state) ? state : _sinks[sink] = new();

    private bool IsPaused(PauseScope scope, string name) => _pauses.Exists(p => p.Scope == scope && string.Equals(p.Name, name, StringComparison.Ordinal));

    private Claim? Refusal(string sink, DateTimeOffset now)
    {
        var state = State(sink);
        if (state.Stopped is { } stopped)
        {
            return new Claim.Stopped(stopped);
        }

        return IsPaused(PauseScope.Sink, sink)
            ? new Claim.Paused(_pauses.Find(p => p.Scope == PauseScope.Sink && string.Equals(p.Name, sink, StringComparison.Ordinal))!.Since)
            : state.LimitedUntil > ModelTime.Down(now) ? new Claim.NoBudget(state.LimitedUntil.Value) : null;
    }

    private void Limit(string sink, DateTimeOffset until)
    {
        var state = State(sink);
        var moment = ModelTime.Up(until);
        if (!(state.LimitedUntil >= moment))
        {
            state.LimitedUntil = moment;
        }
    }

    private void MoveInvites(string sink, ClockReading reading, TimeSpan? by, DeliveryPolicy policy, DateTimeOffset now)
    {
        for (var i = 0; i < _invites.Count; i++)
        {
            var state = _invites[i].Delivery;
            if (Is(_invites[i], sink) && state.NotBefore is { } time && (state.State is InviteState.Sending or InviteState.Ambiguous || state.WishUnderWay || time > now))
            {
                _invites[i] = ModelTime.Stored(_invites[i] with { Delivery = state with { NotBefore = ClockStep.NotBefore(state, reading.Wall, by, policy) } });
            }
        }
    }

    private void MoveAnswers(string sink, TimeSpan? by, DateTimeOffset now)
    {
        var mine = _attempts.Where(a => string.Equals(a.Sink, sink, StringComparison.Ordinal)).ToList();
        var newest = mine.Max(a => (DateTimeOffset?)(a.FinishedAt > a.StartedAt ? a.FinishedAt.Value : a.StartedAt));
        if ((by is { } known ? Whole(known) : now - newest) is { } whole)
        {
            var oldest = now - whole - LongestWindow;
            foreach (var attempt in mine)
            {
                attempt.FinishedAt += attempt.FinishedAt > oldest ? whole : TimeSpan.Zero;
                attempt.StartedAt += attempt.StartedAt > oldest ? whole : TimeSpan.Zero;
            }
        }

        foreach (var attempt in mine)
        {
            attempt.FinishedAt = attempt.FinishedAt > now ? now : attempt.FinishedAt;
            attempt.StartedAt = attempt.StartedAt > now ? now : attempt.StartedAt;
        }
    }
}
