namespace AtsBridge.Routing;

/// <summary>The route that an application hits, and by which stage.</summary>
/// <param name="Route">The route.</param>
/// <param name="Stage">The stage pattern that matched.</param>
/// <param name="StatusFits">Whether the application's status is one that the route takes.</param>
public sealed record RouteMatch(Route Route, Pattern Stage, bool StatusFits);
