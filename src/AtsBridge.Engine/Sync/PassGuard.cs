using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>
/// The guard of a route over a whole pass: ten exports that waited are one sync to the people who would be invited by it. Where
/// it trips, what the earlier sets made is held too; it has waited for this. So has what a pass made that was cut off.
/// </summary>
internal sealed class PassGuard(IReadOnlyList<Route> routes)
{
    private readonly List<(long RunId, RunTally Tally)> _earlier = [];
    private readonly Dictionary<string, GuardHold> _holds = new(StringComparer.Ordinal);
    private IReadOnlyList<AwaitingInvites>? _awaiting;

    /// <summary>What the routes' guards hold.</summary>
    internal IEnumerable<GuardHold> Holds => routes.Select(r => _holds.GetValueOrDefault(r.Name)).OfType<GuardHold>();

    /// <summary>Takes over what an earlier pass has left to be judged; once.</summary>
    internal async Task TakeOverAsync(ISyncSession session, CancellationToken cancellationToken) =>
        _awaiting ??= await session.AwaitingAsync(cancellationToken);

    /// <summary>Takes over what was made of late by runs that are one with this: a mass move that arrives one by one is one all the same.</summary>
    internal void TakeOver(IReadOnlyList<AwaitingInvites> recent) => _awaiting = recent;

    /// <summary>Judges what the pass has decided up to and with this set.</summary>
    /// <param name="runId">The set's run; 0 in a plan.</param>
    /// <param name="tally">Its counts.</param>
    /// <param name="transaction">Where to write; null in a plan.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    internal async Task JudgeAsync(long runId, RunTally tally, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        foreach (var route in routes)
        {
            var sets = _earlier.Append((runId, tally)).Where(s => s.Item2.Decisions.Routes.ContainsKey(route.Name)).ToList();
            var left = (_awaiting ?? []).Where(a => string.Equals(a.Route, route.Name, StringComparison.Ordinal)).ToList();
            var count = sets.Sum(s => Counts(s.Item2, route).Sendable) + left.Sum(a => a.Invites);
            if (route.MaxPerSync is not { } most || count <= most || !tally.Decisions.Routes.ContainsKey(route.Name))
            {
                continue;
            }

            var reason = FormattableString.Invariant($"one sync would have sent {count} invites and the guard allows {most}: release or cancel them");
            foreach (var (run, counted) in sets)
            {
                counted.Decisions.HoldAll(route.Name, reason, counted.Suspicion?.Words);
                counted.Tripped.Remove(route.Name);
                await HoldAsync(run, route, new(runId, reason, counted.Suspicion?.Words), transaction, cancellationToken);
            }

            foreach (var awaiting in left)
            {
                await HoldAsync(awaiting.RunId, route, new(runId, reason), transaction, cancellationToken);
            }

            tally.Tripped[route.Name] = $"{route.Name}: {reason}";
            _holds[route.Name] = new(runId, route.Name, count, reason);
        }
    }

    /// <summary>The set is done; the next ones of the pass count on from it.</summary>
    internal void Add(long runId, RunTally tally) => _earlier.Add((runId, tally));

    private static async Task HoldAsync(long run, Route route, GuardTrip trip, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is not null)
        {
            await transaction.HoldAllAsync(run, route.Name, trip, cancellationToken);
        }
    }

    private static Decisions.Counts Counts(RunTally tally, Route route) => tally.Decisions.Routes[route.Name];
}
