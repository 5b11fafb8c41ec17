using AtsBridge.Hosting.Composition;
using AtsBridge.Routing;
using AtsBridge.WriteBack;

namespace AtsBridge.Hosting.WriteBack;

/// <summary>Where the routes of the configuration tell what became of their invites.</summary>
internal static class Outlets
{
    /// <summary>By route; those that tell nobody are left out, as are those whose source could not be made.</summary>
    internal static IReadOnlyDictionary<string, INewsOutlet> Of(RouteTable routes, ConfiguredSources sources, TimeProvider time)
    {
        var outlets = new Dictionary<string, INewsOutlet>(StringComparer.Ordinal);
        foreach (var route in routes.All)
        {
            if (route.WriteBack is { Folder: not null } policy)
            {
                outlets[route.Name] = new FileOutlet(policy, time);
            }
            else if (route.WriteBack is not null && sources.Find(route.Source)?.Reader is IInviteReporter reporter)
            {
                outlets[route.Name] = new SourceOutlet(reporter);
            }
        }

        return outlets;
    }
}
