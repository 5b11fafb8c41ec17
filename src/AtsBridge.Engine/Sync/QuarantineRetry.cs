using AtsBridge.Erasure;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>
/// The deliberate act of trying records in quarantine again, after the configuration or the export was mended: their files are
/// read once more where they are still there, and those who can be read now are taken and decided as by a sync.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="routes">All routes.</param>
/// <param name="time">The clock.</param>
public sealed class QuarantineRetry(ISyncStore store, RouteTable routes, TimeProvider time)
{
    /// <summary>What people call the set of such a run.</summary>
    public const string Set = "quarantine retry";

    /// <summary>Tries again, and in <see cref="SyncMode.Commit"/> keeps what follows from it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="numbers">The records' numbers; null: all of the source that need somebody.</param>
    /// <param name="options">Whether it is kept.</param>
    /// <param name="cancellationToken">Ends it; nothing is kept then.</param>
    /// <returns>What became of each. A source that can't be read is a failed certificate, not an exception.</returns>
    public async Task<RetryReport> RunAsync(
        ConfiguredSource source, IReadOnlyCollection<long>? numbers, SyncOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        await using var session = await store.OpenAsync(source.Name, options.Mode, cancellationToken);
        var wanted = (await session.OpenQuarantineAsync(cancellationToken)).Where(q => numbers?.Contains(q.Id) != false).ToList();
        if (wanted.Count == 0)
        {
            return new(source.Name, [], null);
        }

        if (!session.State.Baselined)
        {
            return new(source.Name, [.. wanted.Select(q => new RetriedRecord(q, RetryOutcome.StillUnreadable, q.Record.Key, "the first sync of this source has not succeeded yet: it reads everything anyway"))], null);
        }

        return await new Attempt(source, session, routes, options, time).RunAsync(wanted, cancellationToken);
    }

    /// <summary>One retry of one source.</summary>
    private sealed class Attempt(ConfiguredSource source, ISyncSession session, RouteTable routes, SyncOptions options, TimeProvider time)
    {
        private readonly List<RetriedRecord> _records = [];
        private readonly Dictionary<string, StagedChange> _staged = new(StringComparer.Ordinal);
        private readonly RunTally _tally = new() { Known = session.State.Present };
        private readonly ErasedRecords _erased = new(source.Name, session, options.Mode);

        private bool Committing => options.Mode == SyncMode.Commit;

        internal async Task<RetryReport> RunAsync(IReadOnlyList<OpenQuarantine> wanted, CancellationToken cancellationToken)
        {
            await _erased.BeginSetAsync(cancellationToken);
            var opened = new RunCertificate { Source = source.Name, StartedAt = time.GetUtcNow(), Outcome = RunOutcome.Running, IsPartial = true };
            try
            {
                // Each from where its own run began; those of one run together, in the order in which they were met.
                foreach (var run in wanted.GroupBy(q => (q.RunId, q.Since)))
                {
                    var search = new QuarantineSearch(source, [.. run], source.Contents == SourceContents.Full ? session.State.Cursor : null);
                    await search.ReadAsync(run.Key.Since, options.Progress, cancellationToken);
                    foreach (var entry in run)
                    {
                        await JudgeAsync(entry, search, cancellationToken);
                    }
                }
            }
            catch (SourceException exception)
            {
                // Nothing has been written, and nothing is: whether the others are still there can't be known.
                var failed = _tally.CertifyFailure(opened, time.GetUtcNow(), exception.Message) with { Set = Set };
                return new(source.Name, [], new(source.Name, [failed], [], []));
            }

            await session.StageAsync([.. _staged.Values], cancellationToken);
            opened = opened with { RunId = Committing ? await session.BeginRunAsync(opened.StartedAt, cancellationToken) : 0 };
            var (certificate, holds) = await SealAsync(opened, cancellationToken);
            return new(source.Name, _records, new(source.Name, [certificate], [], [.. _tally.Decisions.Kept()]) { Holds = holds });
        }

        private async Task JudgeAsync(OpenQuarantine entry, QuarantineSearch search, CancellationToken cancellationToken)
        {
            switch (search.Of(entry))
            {
                case null when search.Doubt is { } doubt:
                    _records.Add(new(entry, RetryOutcome.StillUnreadable, entry.Record.Key, doubt));
                    break;
                case null:
                    _records.Add(new(entry, RetryOutcome.Gone, entry.Record.Key));
                    break;
                case { Application: not null } found when IsDoubtful(entry, found.By):
                    // Neither taken nor marked as there at the first sync: it may be somebody else. A newer version of a full set is read by
                    // the next sync; of a feed nobody knows that, and the entry stays.
                    _records.Add(source.Contents == SourceContents.Full
                        ? new(entry, RetryOutcome.Outdated, entry.Record.Key, $"{entry.Record.Position.Resource} may have been written again since, and somebody else may stand there now: the next sync of a newer export reads all of it")
                        : new(entry, RetryOutcome.StillUnreadable, entry.Record.Key, $"{entry.Record.Position.Resource} can be read, and without a key nobody can tell whether the same record still stands there: other files came or went since"));
                    break;
                case { Application: { } application } found:
                    _tally.Read++;
                    await TakeAsync(entry, application, found.Fingerprint, cancellationToken);
                    break;
                case { Rejection: { } rejection }:
                    _tally.Read++;
                    _tally.Quarantine(rejection);
                    _records.Add(new(entry, RetryOutcome.StillUnreadable, rejection.Key, rejection.Reason));
                    break;
            }
        }

        /// <summary>Whose record it is by place alone: who was there at the first sync must be the very one whom that has met.</summary>
        private static bool IsDoubtful(OpenQuarantine entry, QuarantineSearch.FoundBy by) => by switch
        {
            QuarantineSearch.FoundBy.Key => false,
            QuarantineSearch.FoundBy.Place => entry is { Baseline: true, FirstSync: false },
            QuarantineSearch.FoundBy.PlaceOfNewest => entry.Baseline,
            _ => true,
        };

        private async Task TakeAsync(OpenQuarantine entry, Application application, UInt128 fingerprint, CancellationToken cancellationToken)
        {
            var last = (await session.FindAsync([application.Key], cancellationToken)).GetValueOrDefault(application.Key) ?? _erased.Known(application, fingerprint);
            if (_staged.ContainsKey(application.Key) || (last is not null && Known(last, entry, application, fingerprint)))
            {
                _tally.Unchanged++;
                _records.Add(new(entry, RetryOutcome.Outdated, application.Key, "its application is known as it is, or has been read since"));
                return;
            }

            _ = last is null ? _tally.New++ : _tally.Changed++;
            _tally.Reappeared += last is { Present: false } ? 1 : 0;
            _staged[application.Key] = new(
                last switch { null => ChangeKind.New, { Present: false } => ChangeKind.Reappeared, _ => ChangeKind.Changed }, last?.Stored, application, fingerprint);
            _records.Add(new(entry, RetryOutcome.Readable, application.Key));
        }

        /// <summary>In a feed of changes a later file may have brought the application; in a full set this is the newest there is.</summary>
        private bool Known(KnownApplication last, OpenQuarantine entry, Application application, UInt128 fingerprint) =>
            (last.Present && last.Fingerprint == fingerprint)
            || application.UpdatedAt < last.Application.UpdatedAt
            || (source.Contents == SourceContents.Changes && last.LastRun > entry.RunId);

        private async Task<(RunCertificate Certificate, IReadOnlyList<GuardHold> Holds)> SealAsync(RunCertificate opened, CancellationToken cancellationToken)
        {
            var seal = new PartialSeal(source, session, routes, options.Mode, _tally, _erased, time);
            await seal.Review.OpenAsync(cancellationToken);
            // Some could not even tell whose they were: now that it is known, they were there at the first sync all the same.
            seal.Review.Add(_records.Where(r => r is { Entry.Baseline: true, Outcome: RetryOutcome.Readable, Key: not null }).Select(r => r.Key!));
            return await seal.SealAsync(opened, Set, new PassGuard(routes.Of(source.Name)), (transaction, now) => transaction.EndQuarantineAsync(
                _records.Where(r => r.Outcome != RetryOutcome.StillUnreadable).ToDictionary(r => r.Entry.Id, r => EndOf(r.Outcome)), now, cancellationToken), cancellationToken);
        }

        private static QuarantineEnd EndOf(RetryOutcome outcome) => outcome switch
        {
            RetryOutcome.Readable => QuarantineEnd.Read,
            RetryOutcome.Gone => QuarantineEnd.Gone,
            _ => QuarantineEnd.Outdated,
        };
    }
}
