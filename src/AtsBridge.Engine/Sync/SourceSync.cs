using System.Collections.Immutable;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>
/// One pass over one source: read, compare, decide, and commit. A set is judged as a whole before anything of it counts, where
/// its contents are full; a feed of changes is committed page by page. Delivering is somebody else's: the two meet in the ledger.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="routes">All routes.</param>
/// <param name="time">The clock.</param>
public sealed class SourceSync(ISyncStore store, RouteTable routes, TimeProvider time)
{
    /// <summary>Makes the pass: every set that the source has waiting, one run each.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">Whether it is kept, and what the operator accepts.</param>
    /// <param name="cancellationToken">Ends the pass; what was not committed has changed nothing.</param>
    /// <returns>What was done. A source that can't be read is a failed certificate, not an exception.</returns>
    public async Task<SyncReport> RunAsync(ConfiguredSource source, SyncOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        await using var session = await store.OpenAsync(source.Name, options.Mode, cancellationToken);
        var pass = new SyncPass(source, session, routes, options, time);
        var certificates = new List<RunCertificate>();
        var decided = new List<DecidedApplication>();
        var tallies = new List<Decisions>();
        try
        {
            bool more;
            do
            {
                var run = await pass.RunSetAsync(cancellationToken);
                certificates.Add(run.Certificate);
                more = run.More;
                // A run that failed has decisions where pages of a feed were committed before the fault.
                tallies.Add(run.Tally.Decisions);
                decided.AddRange(run.Tally.Decisions.Kept().Take(SyncReport.MostDecided - decided.Count));
            }
            while (more);
        }
        finally
        {
            await pass.EndAsync();
        }

        return new(source.Name, certificates, Sum(routes.Of(source.Name), tallies), decided);
    }

    private static List<RouteTally> Sum(IReadOnlyList<Route> routes, List<Decisions> tallies) =>
        [.. routes.Select(route =>
        {
            var counts = tallies.Select(t => t.Routes.GetValueOrDefault(route.Name)).OfType<Decisions.Counts>().ToList();
            return new RouteTally(
                route.Name,
                counts.Sum(c => c.Invited),
                counts.Sum(c => c.Held),
                counts.SelectMany(c => c.Suppressed).GroupBy(p => p.Key).ToImmutableSortedDictionary(g => g.Key, g => g.Sum(p => p.Value)));
        })];
}
