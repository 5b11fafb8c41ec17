namespace AtsBridge.Routing;

/// <summary>
/// The routes of one source by the stages and jobs that they name, so that finding one asks the few that name those of the
/// application, and not all. What is found here is only a candidate: whether a route matches, its conditions say.
/// </summary>
internal sealed class RouteIndex
{
    private readonly Route[] _routes;
    private readonly Dictionary<string, Route> _byName;
    private readonly Dictionary<string, StageRoutes>.AlternateLookup<ReadOnlySpan<char>> _byStage;
    private readonly (Pattern Stage, StageRoutes Routes)[] _wild;

    /// <param name="routes">All routes of the source, in the order of the configuration.</param>
    internal RouteIndex(Route[] routes)
    {
        _routes = routes;
        _byName = routes.DistinctBy(r => r.Name, StringComparer.Ordinal).ToDictionary(r => r.Name, StringComparer.Ordinal);
        Attributes = routes.SelectMany(r => r.When.Attributes.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var stages = routes.SelectMany((r, at) => r.When.Stage.Select(stage => (Stage: stage, At: at))).ToList();
        StageRoutes Of(IEnumerable<(Pattern Stage, int At)> naming) => new(routes, [.. naming.Select(n => n.At).Distinct().Order()]);
        _byStage = stages.Where(s => !s.Stage.IsWild).GroupBy(s => s.Stage.Text, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(s => s.Key, Of, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _wild = [.. stages.Where(s => s.Stage.IsWild).GroupBy(s => s.Stage.Text, StringComparer.Ordinal).Select(s => (s.First().Stage, Of(s)))];
    }

    /// <summary>All, in order.</summary>
    internal IReadOnlyList<Route> Routes => _routes;

    /// <summary>The attributes that any of them asks for.</summary>
    internal IReadOnlySet<string> Attributes { get; }

    /// <summary>The route of this name; null where there is none.</summary>
    internal Route? Named(string name) => _byName.GetValueOrDefault(name);

    /// <inheritdoc cref="RouteTable.Find" />
    internal RouteMatch? Find(Application application)
    {
        var search = new Search(_routes, application);
        Look(ref search, application.Stage);
        Look(ref search, application.StageId);
        foreach (var (stage, routes) in _wild)
        {
            if (stage.Matches(application.Stage) || stage.Matches(application.StageId))
            {
                routes.Look(ref search);
            }
        }

        return search.Result();
    }

    private void Look(ref Search search, string? stage)
    {
        if (stage is not null && _byStage.TryGetValue(stage.AsSpan().Trim(), out var routes))
        {
            routes.Look(ref search);
        }
    }

    /// <summary>The routes that name one stage, by the jobs that they name.</summary>
    private sealed class StageRoutes
    {
        private readonly int[] _any;
        private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _byJob;

        internal StageRoutes(Route[] routes, int[] all)
        {
            bool NamesJobs(int at) => routes[at].When.Job is { Count: > 0 } jobs && !jobs.Any(j => j.IsWild);
            _any = [.. all.Where(at => !NamesJobs(at))];
            _byJob = all.Where(NamesJobs).SelectMany(at => routes[at].When.Job.Select(job => (job.Text, at)))
                .GroupBy(j => j.Text, j => j.at, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(j => j.Key, j => j.Distinct().ToArray(), StringComparer.OrdinalIgnoreCase)
                .GetAlternateLookup<ReadOnlySpan<char>>();
        }

        internal void Look(ref Search search)
        {
            search.Try(_any);
            if (_byJob.Dictionary.Count > 0)
            {
                Look(ref search, search.Application.JobTitle);
                Look(ref search, search.Application.JobId);
            }
        }

        private void Look(ref Search search, string? job)
        {
            if (job is not null && _byJob.TryGetValue(job.AsSpan().Trim(), out var routes))
            {
                search.Try(routes);
            }
        }
    }

    /// <summary>The first so far of those that match, and of those that only the status keeps away.</summary>
    private struct Search(Route[] routes, Application application)
    {
        private (int At, Pattern? Stage) _found = (int.MaxValue, null);
        private (int At, Pattern? Stage) _kept = (int.MaxValue, null);

        internal Application Application { get; } = application;

        /// <summary>Tries candidates in order; lists come in any order, and the same route may be in several.</summary>
        internal void Try(int[] candidates)
        {
            foreach (var at in candidates)
            {
                if (at >= _found.At)
                {
                    return;
                }

                var when = routes[at].When;
                var fits = when.Status.Contains(Application.Status);
                if ((!fits && at >= _kept.At) || when.StageOf(Application) is not { } stage)
                {
                    continue;
                }

                if (fits)
                {
                    _found = (at, stage);
                    return;
                }

                _kept = (at, stage);
            }
        }

        internal readonly RouteMatch? Result() =>
            _found.Stage is { } found ? new(routes[_found.At], found, StatusFits: true)
            : _kept.Stage is { } kept ? new(routes[_kept.At], kept, StatusFits: false)
            : null;
    }
}
