using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Retention;

/// <summary>
/// Removes what is over and older than the policy keeps it, in small batches. Nothing that a promise needs: who was invited, what is
/// still under way, the windows of the rate budget, and where an application stood.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="routes">All routes.</param>
/// <param name="policy">How long what is kept.</param>
/// <param name="time">The clock.</param>
public sealed class RetentionPass(IRetentionStore store, RouteTable routes, RetentionPolicy policy, TimeProvider time)
{
    /// <summary>Runs of a source that stay, however old: guards compare with the past.</summary>
    internal const int RunsToKeep = 100;

    private const int Batch = 500;

    /// <summary>Requests may be needed for the rate budget so long, whatever the policy says.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(2);

    /// <summary>Makes one pass over the store.</summary>
    /// <param name="sources">The sources whose applications are looked at.</param>
    /// <param name="cancellationToken">Ends it between two batches; what was removed until then stays removed.</param>
    public async Task<RetentionSummary> RunAsync(IReadOnlyList<ConfiguredSource> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var now = time.GetUtcNow();
        var runs = policy.Runs is { } forRuns
            ? await RepeatAsync(() => store.RemoveRunsAsync(now - forRuns, RunsToKeep, Batch, cancellationToken), cancellationToken) : 0;
        var attempts = policy.Attempts is { } forAttempts
            ? await RepeatAsync(() => store.RemoveAttemptsAsync(now - (forAttempts < LongestWindow ? LongestWindow : forAttempts), Batch, cancellationToken), cancellationToken) : 0;
        var applications = 0L;
        foreach (var source in policy.ClosedApplications is null ? [] : sources)
        {
            applications += await ReduceAsync(source, now, now - policy.ClosedApplications!.Value, cancellationToken);
        }

        return new(runs, attempts, applications);
    }

    private static async Task<long> RepeatAsync(Func<Task<int>> remove, CancellationToken cancellationToken)
    {
        var removed = 0L;
        int last;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            removed += last = await remove();
        }
        while (last > 0);
        return removed;
    }

    private async Task<long> ReduceAsync(ConfiguredSource source, DateTimeOffset now, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (reduced, next) = (0L, (string?)"");
        while (next is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (var count, next) = await store.ReduceAsync(
                source.Name, before, next, (application, present) => ReducedApplication.Of(application, present, source.Name, routes),
                source.Contents == SourceContents.Changes, now, Batch, cancellationToken);
            reduced += count;
        }

        return reduced;
    }
}
