namespace AtsBridge.Sync;

/// <summary>
/// Looks at what stands in quarantine after something was read: whose application could be read meanwhile, and whose place a
/// newer set has taken. What is left is what needs a person.
/// </summary>
internal sealed class QuarantineReview(ISyncSession session)
{
    private IReadOnlyList<OpenQuarantine>? _open;
    private HashSet<string> _fromBaseline = [];

    /// <summary>Asks the store, once.</summary>
    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_open is null)
        {
            _open = await session.OpenQuarantineAsync(cancellationToken);
            _fromBaseline = _open.Where(q => q.Baseline).Select(q => RejectedKey.Of(q.Record)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>
    /// Whether this application was there at the first sync, unreadable, and has been so until now. That it can be read is no
    /// arrival: mending a configuration must invite nobody.
    /// </summary>
    internal bool WasThere(string key) => _fromBaseline.Contains(key);

    /// <summary>Further applications that were there at the first sync.</summary>
    internal void Add(IEnumerable<string> keys) => _fromBaseline.UnionWith(keys);

    /// <summary>Whose records stand in quarantine, as far as that is known.</summary>
    internal IReadOnlyCollection<string> Keys => [.. (_open ?? []).Select(q => RejectedKey.Of(q.Record)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>What ends with a full set, or with a page of a feed.</summary>
    /// <param name="read">Of which applications in <see cref="Keys"/> a record was read.</param>
    /// <param name="rejected">What could not be read.</param>
    /// <param name="full">Whether that was the whole of the source: then a place that it does not name again is out of date.</param>
    internal IReadOnlyDictionary<long, QuarantineEnd> Ends(IReadOnlySet<string> read, IReadOnlyList<RejectedRecord> rejected, bool full)
    {
        var ends = new Dictionary<long, QuarantineEnd>();
        if (_open is not { Count: > 0 } open)
        {
            return ends;
        }

        var again = rejected.Select(Place).ToHashSet();
        foreach (var entry in open.Where(q => !again.Contains(Place(q.Record))))
        {
            if (RejectedKey.Of(entry.Record) is { } key && read.Contains(key))
            {
                ends[entry.Id] = QuarantineEnd.Read;
            }
            else if (full)
            {
                ends[entry.Id] = QuarantineEnd.Outdated;
            }
        }

        _open = [.. open.Where(q => !ends.ContainsKey(q.Id))];
        return ends;
    }

    private static (string, long?, string?, string) Place(RejectedRecord record) =>
        (record.Position.Resource, record.Position.Row, record.Field, record.Reason);
}
