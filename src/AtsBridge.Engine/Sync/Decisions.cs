using System.Collections.Immutable;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>The decisions of a run, counted by route; the first so many are kept for the person who asked.</summary>
internal sealed class Decisions
{
    private readonly List<DecidedApplication> _positive = [];
    private readonly List<DecidedApplication> _suppressed = [];
    private readonly Dictionary<SuppressReason, long> _withoutRoute = [];

    internal long Transitions { get; private set; }

    internal Dictionary<string, Counts> Routes { get; } = new(StringComparer.Ordinal);

    internal void Add(Application application, Decision decision)
    {
        Transitions++;
        if (decision.Route is not { } route)
        {
            var reason = decision.Suppressed!.Value;
            _withoutRoute[reason] = _withoutRoute.GetValueOrDefault(reason) + 1;
            return;
        }

        if (!Routes.TryGetValue(route.Name, out var counts))
        {
            Routes[route.Name] = counts = new();
        }

        counts.Add(decision);
        var list = decision.Verdict == Verdict.Suppress ? _suppressed : _positive;
        if (list.Count < SyncReport.MostDecided)
        {
            list.Add(new(application, decision));
        }
    }

    /// <summary>The guard has tripped: what the route would have sent is held.</summary>
    /// <param name="route">The route.</param>
    /// <param name="reason">Why.</param>
    /// <param name="except">What is held for this reason already keeps it; null: nothing.</param>
    /// <param name="suspected">Whether it is for the movement of the source, so that it counts for no other guard.</param>
    internal void HoldAll(string route, string reason, string? except = null, bool suspected = false)
    {
        Routes[route].HoldAll(suspected);
        for (var i = 0; i < _positive.Count; i++)
        {
            if (string.Equals(_positive[i].Decision.Route!.Name, route, StringComparison.Ordinal)
                && (except is null || _positive[i].Decision.Detail?.StartsWith(except, StringComparison.Ordinal) != true))
            {
                _positive[i] = _positive[i] with
                {
                    Decision = _positive[i].Decision with { Verdict = Verdict.Hold, Held = HoldReason.GuardTripped, Detail = reason },
                };
            }
        }
    }

    internal ImmutableSortedDictionary<SuppressReason, long> Suppressed() =>
        Routes.Values.SelectMany(r => r.Suppressed).Concat(_withoutRoute)
            .GroupBy(p => p.Key).ToImmutableSortedDictionary(g => g.Key, g => g.Sum(p => p.Value));

    internal IEnumerable<DecidedApplication> Kept() => _positive.Concat(_suppressed);

    /// <summary>The counts of one route.</summary>
    internal sealed class Counts
    {
        internal long Invited { get; private set; }

        internal long Held { get; private set; }

        /// <summary>Of these, those that are held for the movement of the source.</summary>
        internal long Suspected { get; private set; }

        /// <summary>Those that would be sent if no other guard held them.</summary>
        internal long Sendable => Invited + Held - Suspected;

        internal Dictionary<SuppressReason, long> Suppressed { get; } = [];

        internal void Add(Decision decision)
        {
            switch (decision.Verdict)
            {
                case Verdict.Invite:
                    Invited++;
                    break;
                case Verdict.Hold:
                    Held++;
                    Suspected += decision.Held == HoldReason.GuardTripped ? 1 : 0;
                    break;
                default:
                    Suppressed[decision.Suppressed!.Value] = Suppressed.GetValueOrDefault(decision.Suppressed.Value) + 1;
                    break;
            }
        }

        internal void HoldAll(bool suspected)
        {
            (Invited, Held) = (0, Invited + Held);
            Suspected = suspected ? Held : Suspected;
        }
    }
}
