using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>Every stage and job in a source, with head-counts and the route that each would hit. Reads the source; writes nothing.</summary>
/// <param name="routes">All routes.</param>
public sealed class StageSurvey(RouteTable routes)
{
    /// <summary>Reads every set that the source has, from the beginning; of a source whose contents are full, the last set counts.</summary>
    /// <param name="source">The source.</param>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="SourceException">The source can't be read.</exception>
    public async Task<StageOverview> ReadAsync(ConfiguredSource source, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        string? cursor = null;
        var overview = new StageOverview([], 0, 0, null, []);
        var groups = new Dictionary<(string?, string?), StageCount>();
        bool more;
        do
        {
            if (source.Contents == SourceContents.Full)
            {
                groups.Clear();
            }

            more = false;
            var (read, rejected, set, notes) = (0L, 0L, (string?)null, new List<string>());
            await foreach (var page in source.Reader.ReadAsync(new ReadRequest(cursor) { FullSets = source.Contents == SourceContents.Full }, cancellationToken))
            {
                (cursor, more, set) = (page.Next ?? cursor, page.More, page.Set ?? set);
                notes.AddRange(page.Notes);
                read += page.Records.Count + page.Rejected.Count;
                rejected += page.Rejected.Count + Count(source, page.Records, groups);
                progress?.Report(new(source.Name, set, read, page.Progress));
            }

            overview = new([.. groups.Values.OrderBy(g => g.Stage, StringComparer.OrdinalIgnoreCase).ThenBy(g => g.Job, StringComparer.OrdinalIgnoreCase)],
                read, rejected, set, [.. notes.Distinct(StringComparer.Ordinal)]);
        }
        while (more);

        return overview;
    }

    private long Count(ConfiguredSource source, IReadOnlyList<SourceRecord> records, Dictionary<(string?, string?), StageCount> groups)
    {
        var rejected = 0L;
        foreach (var record in records)
        {
            if (RecordConversion.Convert(record, source.Rules).Application is not { } application)
            {
                rejected++;
                continue;
            }

            var key = (application.Stage ?? application.StageId, application.JobTitle ?? application.JobId);
            var match = routes.Find(source.Name, application);
            var count = groups.GetValueOrDefault(key) ?? new StageCount(key.Item1, application.StageId, key.Item2, application.JobId, 0, 0, null);
            groups[key] = count with
            {
                Applications = count.Applications + 1,
                Taken = count.Taken + (match is { StatusFits: true } ? 1 : 0),
                Route = count.Route ?? match?.Route.Name,
            };
        }

        return rejected;
    }
}
