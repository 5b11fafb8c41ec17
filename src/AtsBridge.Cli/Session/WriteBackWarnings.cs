using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Routing;

namespace AtsBridge.Cli.Session;

/// <summary>Warns of routes that want their source told what became of invites, where its adapter lacks a setting for it.</summary>
internal static class WriteBackWarnings
{
    internal static IReadOnlyList<ConfigurationProblem> Find(RouteTable routes, ConfiguredSources sources)
    {
        var warnings = new List<ConfigurationProblem>();
        for (var r = 0; r < routes.All.Count; r++)
        {
            var route = routes.All[r];
            if (route.WriteBack is { Folder: null } && (sources.Find(route.Source)?.Reader as IInviteReporter)?.CannotReport is { } missing)
            {
                warnings.Add(new(ProblemSeverity.Warning, FormattableString.Invariant($"AtsBridge:Routes:{r}:WriteBack:To"), "Source", $"The source '{route.Source}' can't be told yet, and what is owed to it waits. {missing}"));
            }
        }

        return warnings;
    }
}
