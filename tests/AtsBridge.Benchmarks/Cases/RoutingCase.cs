using AtsBridge.Benchmarks.Data;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>Finds the route of every transition and decides it, so often that the clock can tell.</summary>
internal sealed class RoutingCase(string name, int routes) : BenchmarkCase
{
    private const int Rounds = 50;

    private readonly ManyRoutes _data = new(routes);
    private StageTransition[] _transitions = [];
    private Dictionary<(string Stage, string Job), Route> _dictionary = [];
    private RouteTable _table = new([]);
    private int _hits;

    internal override string Name => name;

    internal override string What => FormattableString.Invariant($"routing and deciding: {routes:#,0} routes, a transition for every 10 rows, {Rounds} times");

    internal override string Floor => "one dictionary look-up a transition, by stage and job";

    internal override double Goal => 10;

    internal override Task PrepareAsync(Workplace place, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override void Reset(Workplace place)
    {
        (_transitions, _table, _dictionary) = (_data.Transitions(place.Rows / 10), _data.Table(), _data.Dictionary());
        _hits = _transitions.Count(t => _dictionary.ContainsKey((t.After.Stage!, t.After.JobTitle!)));
    }

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var found = 0;
            foreach (var transition in _transitions)
            {
                found += _dictionary.ContainsKey((transition.After.Stage!, transition.After.JobTitle!)) ? 1 : 0;
            }

            Expect.Equal(_hits, found);
        }

        return Task.CompletedTask;
    }

    internal override Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var invited = 0;
            foreach (var transition in _transitions)
            {
                var facts = new DecisionFacts { Now = transition.OccurredAt, FirstSync = false, MatchedBefore = false, AlreadyInvited = false };
                invited += Router.Decide(transition, _table.Find(ManyRoutes.Source, transition.After), facts).Verdict == Verdict.Invite ? 1 : 0;
            }

            Expect.Equal(_hits, invited);
        }

        return Task.CompletedTask;
    }
}
