using AtsBridge.Sync;
using AtsBridge.Transitions;

namespace AtsBridge.Erasure;

/// <summary>
/// The records of people who were erased, in one pass over one source. They are counted like any other, so that a run balances and
/// nobody is taken as vanished; nothing of them is kept but keyed hashes, and nobody of them is invited. Where nobody was ever
/// erased it does nothing.
/// </summary>
internal sealed class ErasedRecords(string source, ISyncSession session, SyncMode mode)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly List<ErasedApplication> _vanished = [];
    private readonly List<(UInt128 Key, ErasedApplication? Kept)> _sealing = [];
    private ErasedPeople _people = ErasedPeople.Nobody;
    private Dictionary<UInt128, ErasedApplication> _kept = [];

    /// <summary>Begins a set: nobody of it was seen yet.</summary>
    internal async Task BeginSetAsync(CancellationToken cancellationToken)
    {
        _seen.Clear();
        _vanished.Clear();
        _sealing.Clear();
        await LoadAsync(cancellationToken);
    }

    /// <summary>Learns who was erased meanwhile. A plan goes on with those whom it knew at its start, and with what it has planned since.</summary>
    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        _sealing.Clear();
        if (mode == SyncMode.Plan && _people.Any)
        {
            return;
        }

        var people = await session.ErasedAsync(_people, cancellationToken);
        if (!ReferenceEquals(people, _people))
        {
            (_people, _kept) = (people, people.Applications.ToDictionary(a => a.Key));
        }
    }

    /// <summary>Whether an application is one of somebody who was erased.</summary>
    internal bool Contains(Application application) => _people.Contains(source, application);

    /// <summary>The same of a change, which is not even read where nobody was erased.</summary>
    internal bool Contains(StagedChange change) => _people.Any && Contains(change.After);

    /// <summary>
    /// What is known of an application that only hashes were kept of, told by the record in hand: as if it had been the same before,
    /// or in no stage where it has moved. Null: nothing is kept of it.
    /// </summary>
    internal KnownApplication? Known(Application application, UInt128 fingerprint)
    {
        if (!_people.Any || !_kept.TryGetValue(_people.KeyOf(source, application.Key), out var kept))
        {
            return null;
        }

        _seen.Add(kept.Key);
        var now = _people.Keep(source, application, fingerprint, present: true);
        var before = kept.Place == now.Place ? application : application with { Stage = null, StageId = null, Status = ApplicationStatus.Unknown };
        return new(application.Key, kept.Record == now.Record ? fingerprint : ~fingerprint, StoredApplication.Of(before), kept.Present);
    }

    /// <summary>A record that could not be read is not missing.</summary>
    internal void Protect(string key)
    {
        if (_people.Any)
        {
            _seen.Add(_people.KeyOf(source, key));
        }
    }

    /// <summary>Takes as vanished what was present and was not seen in the set.</summary>
    /// <returns>How many.</returns>
    internal int Vanish()
    {
        _vanished.AddRange(_kept.Values.Where(k => k.Present && !_seen.Contains(k.Key)).Select(k => k with { Present = false }));
        return _vanished.Count;
    }

    /// <summary>What vanished, to be written.</summary>
    internal IReadOnlyList<SealedChange> Vanished()
    {
        _sealing.AddRange(_vanished.Select(k => (k.Key, (ErasedApplication?)k)));
        return _vanished.ConvertAll(k => new SealedChange(null, "", null, null, null) { Erased = k });
    }

    /// <summary>
    /// Whether the application came to another place. Where from is not known any more, so that it counts as appearing there; that
    /// it went is no decision of anybody's.
    /// </summary>
    internal static StageTransition? Transition(StagedChange change, DateTimeOffset now) =>
        change.Kind == ChangeKind.Vanished
        || (change.Before is { } before && TransitionDetector.Between(before, change.After, now) is null)
            ? null
            : TransitionDetector.Between(null, change.After, now);

    /// <summary>What may be kept of a change.</summary>
    internal ErasedApplication Keep(StagedChange change) =>
        _people.Keep(source, change.After, change.Fingerprint, present: change.Kind != ChangeKind.Vanished);

    /// <summary>A change without its transition, as it may be written.</summary>
    /// <param name="change">The change.</param>
    /// <param name="kept">All that may be kept of it; null: it is nobody's who was erased.</param>
    internal SealedChange Sealed(StagedChange change, ErasedApplication? kept)
    {
        var before = !_people.Any || _kept.Count == 0 ? null : _kept.GetValueOrDefault(_people.KeyOf(source, change.Key));
        if (kept is not null || before is not null)
        {
            // What a plan has staged is known to its session from here on as what it is.
            _sealing.Add((kept?.Key ?? before!.Key, mode == SyncMode.Plan ? null : kept));
        }

        return new(change, change.Key, null, null, null) { Erased = kept, Revived = kept is null ? before?.Key : null };
    }

    /// <summary>What was sealed is what is kept.</summary>
    internal void Committed()
    {
        foreach (var (key, kept) in _sealing)
        {
            if (kept is null)
            {
                _kept.Remove(key);
            }
            else
            {
                _kept[key] = kept;
            }
        }

        _sealing.Clear();
        _vanished.Clear();
    }
}
