using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Routing;
using AtsBridge.Statuses;

namespace AtsBridge.Cli.Session;

/// <summary>Warns of routes that have their invites reported to an address while their sink can't prove any report.</summary>
internal static class WebhookWarnings
{
    internal static IReadOnlyList<ConfigurationProblem> Find(RouteTable routes, ConfiguredSinks sinks, WebhookIntake intake)
    {
        var warnings = new List<ConfigurationProblem>();
        for (var r = 0; r < routes.All.Count; r++)
        {
            var route = routes.All[r];
            if (route.Invite.WebhookUrl is { } address && sinks.Find(route.Sink) is { } sink && intake.ClosedBecause(sink) is { } reason)
            {
                warnings.Add(new(ProblemSeverity.Warning, FormattableString.Invariant($"AtsBridge:Routes:{r}:Invite:WebhookUrl"), address.OriginalString,
                    $"Webhooks that come to this host for it are refused, because {reason}. Until then statuses are learned by asking alone. If the address is not this host's, all is well."));
            }
        }

        return warnings;
    }
}
