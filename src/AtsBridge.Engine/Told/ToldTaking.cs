using AtsBridge.Erasure;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Told;

/// <summary>One run over records that came of events.</summary>
internal sealed class ToldTaking(ConfiguredSource source, ISyncSession session, RouteTable routes, TimeProvider time)
{
    /// <summary>A mass move arrives one by one: what routes made within this time is one to their guards.</summary>
    private static readonly TimeSpan OneMove = TimeSpan.FromHours(1);

    private readonly Dictionary<string, StagedChange> _staged = new(StringComparer.Ordinal);
    private readonly RunTally _tally = new() { Known = session.State.Present };
    private readonly ErasedRecords _erased = new(source.Name, session, SyncMode.Commit);

    /// <summary>Why the source must be read to know what a record meant; null where that is known.</summary>
    internal string? NeedsRead { get; private set; }

    internal async Task<SyncReport> RunAsync(IReadOnlyList<ToldRecord> records, CancellationToken cancellationToken)
    {
        await _erased.BeginSetAsync(cancellationToken);
        foreach (var record in records)
        {
            await TakeAsync(record, cancellationToken);
        }

        await session.StageAsync([.. _staged.Values], cancellationToken);
        var now = time.GetUtcNow();
        var opened = new RunCertificate
        {
            Source = source.Name, StartedAt = now, Outcome = RunOutcome.Running, IsPartial = true, RunId = await session.BeginRunAsync(now, cancellationToken),
        };
        var guard = new PassGuard(routes.Of(source.Name));
        guard.TakeOver(await session.MadeSinceAsync(ToldSync.Set, now - OneMove, cancellationToken));
        var seal = new PartialSeal(source, session, routes, SyncMode.Commit, _tally, _erased, time);
        await seal.Review.OpenAsync(cancellationToken);
        var (certificate, holds) = await seal.SealAsync(
            opened, ToldSync.Set, guard, (transaction, at) => transaction.QuarantineAsync(opened.RunId, at, _tally.Rejected, cancellationToken), cancellationToken);
        return new(source.Name, [certificate], [], [.. _tally.Decisions.Kept()]) { Holds = holds };
    }

    private async Task TakeAsync(ToldRecord told, CancellationToken cancellationToken)
    {
        _tally.Read++;
        if (told.Record is not { } record)
        {
            _tally.Quarantine(told.Rejected!);
            return;
        }

        var conversion = RecordConversion.Convert(record, source.Rules);
        if (conversion.Application is not { } application)
        {
            _tally.Quarantine(conversion.Rejection!);
            return;
        }

        foreach (var warning in conversion.Warnings)
        {
            _tally.Warn(warning);
        }

        var earlier = _staged.GetValueOrDefault(application.Key);
        var last = (await session.FindAsync([application.Key], cancellationToken)).GetValueOrDefault(application.Key);
        var erased = last is null ? _erased.Known(application, Fingerprint.Of(record, application)) : null;
        Compare(told, application, earlier, last ?? erased);
    }

    /// <summary>Compares with the last event of the same application in this run, and where there is none with the snapshot.</summary>
    private void Compare(ToldRecord told, Application application, StagedChange? earlier, KnownApplication? last)
    {
        var known = earlier?.After ?? last?.Application;
        if (!told.IsWhole && StageIsUnclear(told.Record!, known))
        {
            NeedsRead = "a webhook says that an application has moved and does not name the stage";
            _tally.Unchanged++;
            return;
        }

        if (known is not null && ToldMerge.IsOutdated(application, known))
        {
            _tally.Unchanged++;
            return;
        }

        var after = told.IsWhole || known is null ? application : ToldMerge.Of(told.Record!, application, known);
        var isPresent = earlier is not null || last is { Present: true };
        if (isPresent && Same(after, known!))
        {
            _tally.Unchanged++;
            return;
        }

        Count(earlier, last);
        _staged[after.Key] = new(KindOf(last), last?.Stored, after, Fingerprint.Of(told.IsWhole ? told.Record! : told.Record! with { Fingerprint = null }, after));
    }

    /// <summary>
    /// Whether nobody can say by which name routes would know the stage: an id alone that is not the known one, or a new application of
    /// which no stage is told.
    /// </summary>
    private static bool StageIsUnclear(SourceRecord record, Application? known) =>
        string.IsNullOrWhiteSpace(record.Stage)
        && (known is null ? record.Stage is null : record.StageId is { } id && !string.Equals(id.Trim(), known.StageId ?? "", StringComparison.OrdinalIgnoreCase));

    private static ChangeKind KindOf(KnownApplication? last) => last switch { null => ChangeKind.New, { Present: false } => ChangeKind.Reappeared, _ => ChangeKind.Changed };

    /// <summary>An application counts once; a further event of it changes nothing but its place.</summary>
    private void Count(StagedChange? earlier, KnownApplication? last)
    {
        if (earlier is not null)
        {
            _tally.Unchanged++;
            return;
        }

        _ = last is null ? _tally.New++ : _tally.Changed++;
        _tally.Reappeared += last is { Present: false } ? 1 : 0;
    }

    private static bool Same(Application one, Application other) =>
        string.Equals(ApplicationJson.Write(one with { Position = default }), ApplicationJson.Write(other with { Position = default }), StringComparison.Ordinal);
}
