using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Health;

namespace AtsBridge.Cli.Session;

/// <summary>Warns of sinks that the configuration has no more although invites of theirs are unfinished.</summary>
internal static class SinkWarnings
{
    internal static async Task<IReadOnlyList<ConfigurationProblem>> FindAsync(BridgeSession session, CancellationToken cancellationToken) =>
        [.. (await session.Get<MissingSinks>().FindAsync(cancellationToken))
            .Select(f => new ConfigurationProblem(ProblemSeverity.Warning, $"AtsBridge:Sinks:{f.Name}", null, f.Message))];
}
