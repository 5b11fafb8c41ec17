namespace AtsBridge.Sync;

/// <summary>Who goes where in one run, counted while its records are compared.</summary>
internal sealed class Movement
{
    private readonly Dictionary<StageShift, long> _shifts = [];
    private readonly Dictionary<StageShift, long> _sealed = [];

    /// <summary>Applications whose place changed.</summary>
    internal long Moved { get; private set; }

    /// <summary>The ways that were gone, with how many went them.</summary>
    internal IReadOnlyDictionary<StageShift, long> Shifts => _shifts;

    internal void Add(Application before, Application after) => Count(before, after, 1);

    /// <summary>The record that was counted turned out not to be the one that counts.</summary>
    internal void TakeBack(Application before, Application after) => Count(before, after, -1);

    /// <summary>Those who went a way in pages that the snapshot knows already: they stand in its first stage no more.</summary>
    internal long SealedOutOf(StageShift shift) =>
        _sealed.Where(s => string.Equals(s.Key.From, shift.From, StringComparison.OrdinalIgnoreCase)).Sum(s => s.Value);

    /// <summary>What is counted so far is in the snapshot now.</summary>
    internal void Seal()
    {
        foreach (var (shift, count) in _shifts)
        {
            _sealed[shift] = count;
        }
    }

    private void Count(Application before, Application after, int one)
    {
        if (StageShift.Between(before, after) is not { } shift)
        {
            return;
        }

        Moved += one;
        _shifts[shift] = _shifts.GetValueOrDefault(shift) + one;
    }
}
