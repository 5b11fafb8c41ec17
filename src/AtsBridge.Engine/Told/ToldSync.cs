using System.Collections.Concurrent;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Told;

/// <summary>
/// Works off what sources told by webhook: the same comparison, decisions and ledger as a sync, for a few records at once. Must not
/// run beside a sync of the same source.
/// </summary>
/// <param name="store">The snapshot and the ledger.</param>
/// <param name="told">What waits.</param>
/// <param name="routes">All routes.</param>
/// <param name="time">The clock.</param>
public sealed class ToldSync(ISyncStore store, IToldStore told, RouteTable routes, TimeProvider time)
{
    /// <summary>What people call the set of such a run.</summary>
    public const string Set = "webhook";

    /// <summary>Events in one run: enough to keep up, few enough to let others write.</summary>
    private const int Batch = 200;

    /// <summary>How long a source that could not be read is left in peace.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new(StringComparer.Ordinal);

    /// <summary>How long an event waits for its source to be readable. After that the next sync repairs what it meant.</summary>
    public static TimeSpan KeepUnread => TimeSpan.FromDays(1);

    /// <summary>Works off everything that waits of a source. Before its first sync nothing is: that reads everything anyway.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">Who wants to know how it goes.</param>
    /// <param name="cancellationToken">Ends it between two runs; what is left stays on record.</param>
    public async Task<ToldRound> WorkOffAsync(ConfiguredSource source, SyncOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var reports = new List<SyncReport>();
        if (_notBefore.TryGetValue(source.Name, out var notBefore) && time.GetUtcNow() < notBefore)
        {
            return new(reports, null);
        }

        while (true)
        {
            var waiting = await told.WaitingAsync(source.Name, Batch, cancellationToken);
            if (waiting.Count == 0)
            {
                return new(reports, null);
            }

            await using var session = await store.OpenAsync(source.Name, SyncMode.Commit, cancellationToken);
            if (!session.State.Baselined)
            {
                await ForgetOldAsync(waiting, cancellationToken);
                return new(reports, null);
            }

            var records = new ToldRecords(source);
            await records.GatherAsync(waiting, cancellationToken);
            string? needsRead = null;
            if (records.Done.Count > 0)
            {
                var taking = new ToldTaking(source, session, routes, time);
                reports.Add(await taking.RunAsync(records.All, cancellationToken));
                await told.ForgetAsync(records.Done, cancellationToken);
                needsRead = records.NeedsRead ?? taking.NeedsRead;
            }

            if (records.Fault is { } fault)
            {
                _notBefore[source.Name] = time.GetUtcNow() + Pause;
                await ForgetOldAsync([.. waiting.Where(w => !records.Done.Contains(w.Id))], cancellationToken);
                reports.Add(Failed(source, fault));
            }

            if (needsRead is not null || records.Fault is not null)
            {
                return new(reports, needsRead);
            }
        }
    }

    private async Task ForgetOldAsync(IReadOnlyList<ToldEvent> waiting, CancellationToken cancellationToken)
    {
        var old = waiting.Where(w => w.ReceivedAt < time.GetUtcNow() - KeepUnread).Select(w => w.Id).ToList();
        if (old.Count > 0)
        {
            await told.ForgetAsync(old, cancellationToken);
        }
    }

    /// <summary>Not on record as a run: it is tried again in seconds, and would fill the list of runs.</summary>
    private SyncReport Failed(ConfiguredSource source, string fault)
    {
        var now = time.GetUtcNow();
        return new(source.Name, [new() { Source = source.Name, StartedAt = now, FinishedAt = now, Outcome = RunOutcome.Failed, Reason = fault, Set = Set, IsPartial = true }], [], []);
    }
}
