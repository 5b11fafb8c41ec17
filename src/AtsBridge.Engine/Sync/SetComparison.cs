using System.Runtime.CompilerServices;
using AtsBridge.Erasure;

namespace AtsBridge.Sync;

/// <summary>
/// Compares the records of one set with the snapshot, page by page, and stages what differs. Of several records of one
/// application in a set, the one that was updated last counts; the others go to quarantine, which says so.
/// </summary>
internal sealed class SetComparison(ConfiguredSource source, ISyncSession session, KnownRecords? known, ErasedRecords erased, bool sameRules, RunTally tally)
{
    /// <summary>Hashes of the keys of all records that were built; those that were skipped stand in what is known.</summary>
    private HashPlaces _seen = new(0);
    private readonly HashSet<UInt128> _quarantined = [];
    private bool _quarantinedWithoutKey;

    /// <summary>Different applications in the set so far.</summary>
    internal long Applications => _seen.Count + (known?.Seen ?? 0);

    /// <summary>
    /// An application stands twice in the set, once as it was known. Which of the two counts depends on times and order, and a
    /// record that was skipped has neither: the set must be read again with every record built.
    /// </summary>
    internal bool NeedsEveryRecord { get; private set; }

    /// <summary>Of which of these applications a record was read: of the set, or of the page of a feed.</summary>
    internal async Task<IReadOnlySet<string>> ReadOfAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var read = keys.Where(k => _seen.Contains(KnownRecords.HashOf(k))).ToHashSet(StringComparer.Ordinal);
        if (known is not null && keys.Count > read.Count)
        {
            var last = await session.FindAsync(keys, cancellationToken);
            read.UnionWith(last.Values.Where(a => a.Present && known.WasNamed(a.Fingerprint)).Select(a => a.Key));
        }

        return read;
    }

    internal async Task AddAsync(SourcePage page, CancellationToken cancellationToken)
    {
        AddUnchanged(page.Unchanged);
        tally.Note(page);
        tally.Read += page.Records.Count + page.Rejected.Count + page.Unchanged.Count;
        foreach (var rejected in page.Rejected)
        {
            Quarantine(rejected);
        }

        var records = Convert(page.Records);
        var before = await session.FindAsync([.. records.Select(r => r.Application.Key).Distinct(StringComparer.Ordinal)], cancellationToken);
        var staged = new Dictionary<string, StagedChange>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var last = before.GetValueOrDefault(record.Application.Key) ?? erased.Known(record.Application, record.Fingerprint);
            if (_seen.Add(KnownRecords.HashOf(record.Application.Key)) && !(last is { Present: true } && known?.WasNamed(last.Fingerprint) == true))
            {
                Compare(record, last, staged);
            }
            else
            {
                await AgainAsync(record, last, staged, cancellationToken);
            }
        }

        await session.StageAsync([.. staged.Values], cancellationToken);
    }

    private void AddUnchanged(IReadOnlyList<UInt128> fingerprints)
    {
        foreach (var fingerprint in fingerprints)
        {
            var naming = known?.Name(fingerprint) ?? Naming.Unknown;
            if (naming == Naming.Unknown)
            {
                // To believe it would make its application vanish.
                throw new SourceException(SourceFault.Unreadable, FormattableString.Invariant(
                    $"The adapter of {source.Name} skipped a record as unchanged that is not known, so nothing was changed. Its author must mend it: only records that ReadRequest.Known contains may be skipped."));
            }

            NeedsEveryRecord |= naming == Naming.Outdated;
        }

        tally.Unchanged += fingerprints.Count;
    }

    /// <summary>Starts a new set as far as repetitions are concerned: in a feed of changes, a later page is later news.</summary>
    internal void ForgetSeen() => _seen = new(0);

    /// <summary>Stages as vanished what was present and is neither in the set nor in its quarantine.</summary>
    internal async Task StageVanishedAsync(long present, long newApplications, CancellationToken cancellationToken)
    {
        // Where every application that was known has been seen there is nothing to look for, and no need to read the snapshot.
        if (Applications - newApplications >= present)
        {
            return;
        }

        if (_quarantinedWithoutKey)
        {
            tally.Warn("applications that are missing were not taken as vanished, because records without a readable id are in quarantine");
            return;
        }

        var missing = new List<string>();
        await foreach (var application in session.PresentAsync(cancellationToken))
        {
            var key = KnownRecords.HashOf(application.Key);
            if (known?.WasNamed(application.Fingerprint) != true && !_seen.Contains(key) && !_quarantined.Contains(key))
            {
                missing.Add(application.Key);
            }
        }

        foreach (var chunk in missing.Chunk(1_000))
        {
            var last = await session.FindAsync(chunk, cancellationToken);
            foreach (var application in last.Values)
            {
                known?.Outdate(application.Fingerprint);
            }

            await session.StageAsync(
                [.. last.Values.Select(a => new StagedChange(ChangeKind.Vanished, a.Key, a.Stored, a.Stored, a.Fingerprint))], cancellationToken);
            tally.Vanished += last.Count;
        }

        tally.Vanished += erased.Vanish();
    }

    /// <summary>
    /// Writes the fingerprints of all who are present once this set counts. Not where it was read without knowing them: whoever comes next
    /// has to look them up.
    /// </summary>
    internal async Task KeepFingerprintsAsync(ISyncTransaction transaction, CancellationToken cancellationToken)
    {
        if (known is not null)
        {
            await transaction.KeepFingerprintsAsync(known.Outdated, CameAsync(cancellationToken), cancellationToken);
        }
    }

    private async IAsyncEnumerable<UInt128> CameAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in session.StagedAsync(withNew: true, cancellationToken))
        {
            foreach (var change in chunk.Where(c => c.Kind != ChangeKind.Vanished && !erased.Contains(c)))
            {
                yield return change.Fingerprint;
            }
        }
    }

    private List<Converted> Convert(IReadOnlyList<SourceRecord> records)
    {
        var converted = new List<Converted>(records.Count);
        foreach (var record in records)
        {
            var conversion = RecordConversion.Convert(record, source.Rules);
            foreach (var warning in conversion.Warnings)
            {
                tally.Warn(warning);
            }

            if (conversion.Application is { } application)
            {
                converted.Add(new(application, Fingerprint.Of(record, application)));
            }
            else
            {
                Quarantine(conversion.Rejection!);
            }
        }

        return converted;
    }

    private void Quarantine(RejectedRecord record)
    {
        tally.Quarantine(record);
        if (RejectedKey.Of(record) is { } key)
        {
            _quarantined.Add(KnownRecords.HashOf(key));
            erased.Protect(key);
        }
        else
        {
            _quarantinedWithoutKey = true;
        }
    }

    private void Compare(Converted record, KnownApplication? last, Dictionary<string, StagedChange> staged)
    {
        switch (last)
        {
            case null:
                tally.New++;
                staged[record.Application.Key] = new(ChangeKind.New, null, record.Application, record.Fingerprint);
                break;
            case { Present: false }:
                tally.Changed++;
                tally.Reappeared++;
                tally.Movement.Add(last.Application, record.Application);
                staged[record.Application.Key] = new(ChangeKind.Reappeared, last.Stored, record.Application, record.Fingerprint);
                break;
            case { } when last.Fingerprint == record.Fingerprint && (sameRules || Equal(last, record.Application)):
                tally.Unchanged++;
                break;
            default:
                known?.Outdate(last.Fingerprint);
                var before = last.Application;
                tally.Movement.Add(before, record.Application);
                if (source.Contents == SourceContents.Full && record.Application.UpdatedAt < before.UpdatedAt)
                {
                    // Not refused: some systems lower their last activity. But an older export under a new date looks just like this.
                    tally.Warn("applications have an earlier UpdatedAt than was known: is this an older export than the last one?");
                }

                tally.Changed++;
                staged[record.Application.Key] = new(ChangeKind.Changed, last.Stored, record.Application, record.Fingerprint);
                break;
        }
    }

    private static bool Equal(KnownApplication last, Application now) =>
        string.Equals(
            ApplicationJson.Write(last.Application with { Position = default }),
            ApplicationJson.Write(now with { Position = default }), StringComparison.Ordinal);

    /// <summary>A further record of an application that this set has named before.</summary>
    private async Task AgainAsync(Converted record, KnownApplication? last, Dictionary<string, StagedChange> staged, CancellationToken cancellationToken)
    {
        var key = record.Application.Key;
        var earlier = staged.GetValueOrDefault(key) ?? await session.FindStagedAsync(key, cancellationToken);
        if ((earlier?.Fingerprint ?? last?.Fingerprint) == record.Fingerprint)
        {
            tally.Unchanged++;
            return;
        }

        if (earlier is null && known is not null)
        {
            NeedsEveryRecord = true;
            return;
        }

        var earlierApplication = earlier?.After ?? last!.Application;
        if (record.Application.UpdatedAt < earlierApplication.UpdatedAt)
        {
            Quarantine(new(record.Application.Position, null, FormattableString.Invariant(
                $"The same application stands twice in this set; {earlierApplication.Position} was used, because it was updated later ({earlierApplication.UpdatedAt:u})."), key));
            return;
        }

        TakeBack(earlier);
        if (earlier is not null && !staged.Remove(key))
        {
            await session.UnstageAsync(key, cancellationToken);
        }

        var place = earlier is null ? new RecordPosition(record.Application.Position.Resource) : earlierApplication.Position;
        Quarantine(new(place, null, FormattableString.Invariant(
            $"The same application stands twice in this set; {record.Application.Position} was used, because it {Why(record.Application, earlierApplication)}."), key));
        Compare(record, last, staged);
    }

    private static string Why(Application used, Application earlier) =>
        used.UpdatedAt > earlier.UpdatedAt
            ? FormattableString.Invariant($"was updated later ({used.UpdatedAt:u})")
            : "comes later and the times of update do not tell them apart";

    /// <summary>The earlier record was counted; it is in quarantine now, and every record counts once.</summary>
    private void TakeBack(StagedChange? earlier)
    {
        if (earlier?.Before is { } before)
        {
            tally.Movement.TakeBack(before, earlier.After);
        }

        switch (earlier?.Kind)
        {
            case null:
                tally.Unchanged--;
                break;
            case ChangeKind.New:
                tally.New--;
                break;
            case ChangeKind.Reappeared:
                tally.Changed--;
                tally.Reappeared--;
                break;
            default:
                tally.Changed--;
                break;
        }
    }

    private readonly record struct Converted(Application Application, UInt128 Fingerprint);
}
