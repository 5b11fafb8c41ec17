namespace AtsBridge.Routing;

/// <summary>All routes, in the order of the configuration. Per source the first match wins, as in a firewall.</summary>
public sealed class RouteTable
{
    private readonly Dictionary<string, RouteIndex> _bySource;

    /// <summary>Makes the table.</summary>
    /// <param name="routes">In the order of the configuration.</param>
    public RouteTable(IReadOnlyList<Route> routes)
    {
        All = routes;
        _bySource = routes.GroupBy(r => r.Source, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => new RouteIndex([.. g]), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All routes.</summary>
    public IReadOnlyList<Route> All { get; }

    /// <summary>The names of those that tell where applications came from what became of their invites.</summary>
    public IReadOnlyList<string> Telling => [.. All.Where(r => r.WriteBack is not null).Select(r => r.Name)];

    /// <summary>The routes of one source, in order.</summary>
    /// <param name="source">The source's name.</param>
    public IReadOnlyList<Route> Of(string source) => _bySource.GetValueOrDefault(source)?.Routes ?? [];

    /// <summary>The route of a source by its name; null where there is none.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="name">The route's.</param>
    public Route? Named(string source, string name) => _bySource.GetValueOrDefault(source)?.Named(name);

    /// <summary>Whether any route of a source asks for this attribute.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="attribute">The attribute's.</param>
    public bool AsksFor(string source, string attribute) => _bySource.GetValueOrDefault(source)?.Attributes.Contains(attribute) == true;

    /// <summary>
    /// The first route whose conditions hold, status included; failing that, the first that only the status keeps away; null
    /// where there is neither.
    /// </summary>
    /// <param name="source">The source's name.</param>
    /// <param name="application">The application as it is now.</param>
    public RouteMatch? Find(string source, Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        return _bySource.GetValueOrDefault(source)?.Find(application);
    }

    /// <summary>Pairs of routes of which the second can never match, because the first takes all that it would.</summary>
    public IEnumerable<(Route First, Route Never)> Shadowed()
    {
        foreach (var routes in _bySource.Values.Select(i => i.Routes))
        {
            for (var later = 1; later < routes.Count; later++)
            {
                if (routes.Take(later).FirstOrDefault(r => r.When.Covers(routes[later].When)) is { } first)
                {
                    yield return (first, routes[later]);
                }
            }
        }
    }
}
