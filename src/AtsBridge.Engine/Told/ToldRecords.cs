using AtsBridge.Sync;

namespace AtsBridge.Told;

/// <summary>Gathers the records of events: those that they carry, and those that must be read because they carry none.</summary>
internal sealed class ToldRecords(ConfiguredSource source)
{
    /// <summary>More than these in one go are read with the whole source.</summary>
    private const int MostRead = 50;

    private readonly List<ToldRecord> _told = [];
    private readonly List<ToldRecord> _read = [];
    private readonly List<long> _done = [];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private bool _isDown;

    /// <summary>The records, those that were read behind those that were told: they know more.</summary>
    internal IReadOnlyList<ToldRecord> All => [.. _told, .. _read];

    /// <summary>The events whose records are all here. The others wait until their source can be read, and keep nobody else waiting.</summary>
    internal IReadOnlyList<long> Done => _done;

    /// <summary>Why somebody could not be read; null where all could, or nobody need be.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Why it must be read as a whole to know what an event meant; null where that is known.</summary>
    internal string? NeedsRead { get; private set; }

    internal async Task GatherAsync(IReadOnlyList<ToldEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.SelectMany(e => e.ToRead).ToHashSet(StringComparer.Ordinal);
        NeedsRead = ids.Count == 0 ? null
            : source.Reader is not IApplicationReader ? "a webhook names applications and not where they stand, and the adapter reads no single ones"
            : ids.Count > MostRead ? FormattableString.Invariant($"webhooks name {ids.Count} applications at once and not where they stand")
            : null;
        var here = new HashSet<string>(StringComparer.Ordinal);
        foreach (var told in events)
        {
            if (NeedsRead is null && !await ReadAsync(told.ToRead, here, cancellationToken))
            {
                continue;
            }

            _told.AddRange(told.Records.Select(r => new ToldRecord(r, null, IsWhole: false)));
            _done.Add(told.Id);
        }
    }

    /// <returns>
    /// Whether all of them are here. A source that is down is not asked again; one that stumbles over somebody is asked for the others, or
    /// this one would keep everybody behind it from being read.
    /// </returns>
    private async Task<bool> ReadAsync(IReadOnlyList<string> ids, HashSet<string> here, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Where(i => !here.Contains(i)))
        {
            if (_isDown || _unreadable.Contains(id))
            {
                return false;
            }

            try
            {
                var page = await ((IApplicationReader)source.Reader).ReadApplicationAsync(id, cancellationToken);
                _read.AddRange(page.Records.Select(r => new ToldRecord(r, null, IsWhole: true)));
                _read.AddRange(page.Rejected.Select(r => new ToldRecord(null, r, IsWhole: true)));
                here.Add(id);
            }
            catch (SourceException exception)
            {
                Fault ??= exception.Message;
                _isDown = exception.Fault != SourceFault.Unreadable;
                _unreadable.Add(id);
                return false;
            }
        }

        return true;
    }
}
