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
        var runs = new List<SyncPass.SetRun>();
        try
        {
            bool more;
            do
            {
                runs.Add(await pass.RunSetAsync(cancellationToken));
                more = runs[^1].More;
            }
            while (more);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await pass.EndAsync(stopped: true);
            throw;
        }
        catch
        {
            await pass.EndAsync(stopped: false);
            throw;
        }

        await pass.EndAsync(stopped: false);

        // Told at the end, because the last set may have tripped the guard for all of them. A run that failed has decisions where
        // pages of a feed were committed before the fault.
        return new(
            source.Name,
            [.. runs.Select(r => r.Certificate.Outcome == RunOutcome.Succeeded ? r.Tally.Recount(r.Certificate) : r.Certificate)],
            Sum(routes.Of(source.Name), [.. runs.Select(r => r.Tally.Decisions)]),
            [.. runs.SelectMany(r => r.Tally.Decisions.Kept()).Take(SyncReport.MostDecided)])
        {
            Holds = pass.Holds,
        };
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
