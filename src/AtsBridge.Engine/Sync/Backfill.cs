using AtsBridge.Erasure;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>
/// The deliberate act of inviting people who are in a route's stage already. Decides as a sync does, for applications that have
/// not moved; live invites go before these.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="routes">All routes.</param>
/// <param name="time">The clock.</param>
public sealed class Backfill(ISyncStore store, RouteTable routes, TimeProvider time)
{
    /// <summary>Decides, and in <see cref="SyncMode.Commit"/> writes the invites.</summary>
    /// <param name="source">The route's source.</param>
    /// <param name="route">The route.</param>
    /// <param name="most">Invites at most; null: all.</param>
    /// <param name="mode">Whether it is kept.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>Who stands in the stage, with what was concluded for each; of those to invite no more than were asked for.</returns>
    public async Task<IReadOnlyList<DecidedApplication>> RunAsync(
        ConfiguredSource source, Route route, int? most, SyncMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(route);
        await using var session = await store.OpenAsync(source.Name, mode, cancellationToken);
        await using var transaction = mode == SyncMode.Commit ? await session.BeginSealAsync(cancellationToken) : null;
        var erased = new ErasedRecords(source.Name, session, mode);
        await erased.LoadAsync(cancellationToken);
        var decider = new Decider(source, session, routes, erased);
        var now = time.GetUtcNow();
        var decided = new List<DecidedApplication>();
        var invited = 0;
        foreach (var chunk in (await StandingAsync(source, route, session, now, cancellationToken)).Chunk(500))
        {
            var decisions = await decider.DecideAsync(chunk, new DecisionTerms(), runId: 0, now, cancellationToken);
            var changes = new List<SealedChange>();
            foreach (var (transition, (decision, invite)) in chunk.Zip(decisions))
            {
                if (invite is not null && invited == most)
                {
                    continue;
                }

                invited += invite is null ? 0 : 1;
                decided.Add(new(transition.After, decision));
                if (invite is not null)
                {
                    changes.Add(new(null, transition.After.Key, transition, decision, invite));
                }
            }

            if (transaction is not null)
            {
                await transaction.WriteAsync(runId: 0, now, changes, cancellationToken);
            }
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return decided;
    }

    private async Task<List<StageTransition>> StandingAsync(
        ConfiguredSource source, Route route, ISyncSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var standing = new List<StageTransition>();
        await foreach (var known in session.PresentAsync(cancellationToken))
        {
            var application = known.Application;
            if (routes.Find(source.Name, application) is { } match && ReferenceEquals(match.Route, route))
            {
                standing.Add(TransitionDetector.Standing(application, now));
            }
        }

        // Who has waited longest comes first.
        return [.. standing.OrderBy(t => t.OccurredAt).ThenBy(t => t.After.Key, StringComparer.Ordinal)];
    }
}
