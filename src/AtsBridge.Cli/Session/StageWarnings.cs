using AtsBridge.Hosting.Configuration;

namespace AtsBridge.Cli.Session;

/// <summary>Warns of stages that no record of their source has ever had: a typo, or a stage that was renamed.</summary>
internal static class StageWarnings
{
    internal static async Task<IReadOnlyList<ConfigurationProblem>> FindAsync(BridgeSession session, CancellationToken cancellationToken)
    {
        var warnings = new List<ConfigurationProblem>();
        var seen = new Dictionary<string, IReadOnlySet<string>>(StringComparer.OrdinalIgnoreCase);
        for (var r = 0; r < session.Routes.All.Count; r++)
        {
            var route = session.Routes.All[r];
            if (!seen.TryGetValue(route.Source, out var stages))
            {
                seen[route.Source] = stages = await session.Ledger.StagesSeenAsync(route.Source, cancellationToken);
            }

            // Before the first sync nothing is known, and nothing can be said.
            if (stages.Count == 0)
            {
                continue;
            }

            for (var s = 0; s < route.When.Stage.Count; s++)
            {
                var pattern = route.When.Stage[s];
                if (!stages.Any(pattern.Matches))
                {
                    warnings.Add(new(ProblemSeverity.Warning, FormattableString.Invariant($"AtsBridge:Routes:{r}:When:Stage:{s}"), pattern.Text,
                        $"No record of source '{route.Source}' has ever had this stage. Is it misspelt, or was it renamed? It has had: {string.Join(", ", stages.Order(StringComparer.OrdinalIgnoreCase).Take(30))}."));
                }
            }
        }

        return warnings;
    }
}
