using AtsBridge.Sync;

namespace AtsBridge.Told;

/// <summary>Gathers the records of events: those that they carry, and those that must be read because they carry none.</summary>
internal sealed class ToldRecords(ConfiguredSource source)
{
    /// <summary>More than these in one go are read with the whole source.</summary>
    private const int MostRead = 50;

    /// <returns>The records, those that were read behind those that were told; a fault where the source could not be read; and why it must be read as a whole.</returns>
    internal async Task<(IReadOnlyList<ToldRecord> Records, string? Fault, string? NeedsRead)> GatherAsync(IReadOnlyList<ToldEvent> events, CancellationToken cancellationToken)
    {
        var records = events.SelectMany(e => e.Records).Select(r => new ToldRecord(r, null, IsWhole: false)).ToList();
        var ids = events.SelectMany(e => e.ToRead).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            return (records, null, null);
        }

        if (source.Reader is not IApplicationReader reader)
        {
            return (records, null, "a webhook names applications and not where they stand, and the adapter reads no single ones");
        }

        if (ids.Count > MostRead)
        {
            return (records, null, FormattableString.Invariant($"webhooks name {ids.Count} applications at once and not where they stand"));
        }

        try
        {
            foreach (var id in ids)
            {
                var page = await reader.ReadApplicationAsync(id, cancellationToken);
                records.AddRange(page.Records.Select(r => new ToldRecord(r, null, IsWhole: true)));
                records.AddRange(page.Rejected.Select(r => new ToldRecord(null, r, IsWhole: true)));
            }
        }
        catch (SourceException exception)
        {
            return ([], exception.Message, null);
        }

        return (records, null, null);
    }
}
