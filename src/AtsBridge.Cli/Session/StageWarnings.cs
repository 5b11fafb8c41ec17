using AtsBridge.Hosting.Configuration;
using AtsBridge.Sync;

namespace AtsBridge.Cli.Session;

/// <summary>Warns of stages that no record of their source has ever had: a typo, or a stage that was renamed.</summary>
internal static class StageWarnings
{
    /// <summary>Compares the routes with what the store has seen.</summary>
    /// <param name="session">The session.</param>
    /// <param name="readSources">Whether a source that was never synced may be read for it.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    internal static async Task<IReadOnlyList<ConfigurationProblem>> FindAsync(BridgeSession session, bool readSources, CancellationToken cancellationToken)
    {
        var warnings = new List<ConfigurationProblem>();
        var seen = new Dictionary<string, IReadOnlySet<string>>(StringComparer.OrdinalIgnoreCase);
        var emptied = new Dictionary<string, IReadOnlyList<StageShift>>(StringComparer.OrdinalIgnoreCase);
        for (var r = 0; r < session.Routes.All.Count; r++)
        {
            var route = session.Routes.All[r];
            if (!seen.TryGetValue(route.Source, out var stages))
            {
                stages = await session.Ledger.StagesSeenAsync(route.Source, cancellationToken);
                seen[route.Source] = stages = stages.Count == 0 && readSources ? await ReadAsync(session, route.Source, cancellationToken) : stages;
            }

            // Where nothing is known, nothing can be said.
            if (stages.Count == 0)
            {
                continue;
            }

            if (!emptied.TryGetValue(route.Source, out var ways))
            {
                emptied[route.Source] = ways = await session.Ledger.EmptiedStagesAsync(route.Source, cancellationToken);
            }

            for (var s = 0; s < route.When.Stage.Count; s++)
            {
                var pattern = route.When.Stage[s];
                if (ways.Where(w => pattern.Matches(w.From) && !route.When.Stage.Any(p => p.Matches(w.To))).Select(w => (StageShift?)w).FirstOrDefault() is { } way)
                {
                    warnings.Add(new(ProblemSeverity.Warning, FormattableString.Invariant($"AtsBridge:Routes:{r}:When:Stage:{s}"), pattern.Text,
                        $"Nobody stands in this stage any more, and many went from it to '{way.To}' at once. Was it renamed? Then write the new name here, or nobody will be invited from it."));
                }

                if (!stages.Any(pattern.Matches))
                {
                    warnings.Add(new(ProblemSeverity.Warning, FormattableString.Invariant($"AtsBridge:Routes:{r}:When:Stage:{s}"), pattern.Text,
                        $"No record of source '{route.Source}' has ever had this stage. Is it misspelt, or was it renamed? It has had: {string.Join(", ", stages.Order(StringComparer.OrdinalIgnoreCase).Take(30))}."));
                }
            }
        }

        return warnings;
    }

    private static async Task<IReadOnlySet<string>> ReadAsync(BridgeSession session, string source, CancellationToken cancellationToken)
    {
        try
        {
            var overview = await session.Get<StageSurvey>().ReadAsync(session.Sources.Find(source)!, progress: null, cancellationToken);
            return overview.Stages.SelectMany(s => new[] { s.Stage, s.StageId }).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (SourceException)
        {
            // That the source can't be read is said by the check of the source itself.
            return new HashSet<string>(StringComparer.Ordinal);
        }
    }
}
