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
        var standing = new Dictionary<UInt128, Standing>();
        var (read, rejected, notes) = (0L, 0L, new List<string>());
        bool more;
        do
        {
            if (source.Contents == SourceContents.Full)
            {
                groups.Clear();
                standing.Clear();
                (read, rejected) = (0, 0);
                notes.Clear();
            }

            more = false;
            string? set = null;
            await foreach (var page in source.Reader.ReadAsync(new ReadRequest(cursor) { FullSets = source.Contents == SourceContents.Full }, cancellationToken))
            {
                (cursor, more, set) = (page.Next ?? cursor, page.More, page.Set ?? set);
                notes.AddRange(page.Notes);
                read += page.Records.Count + page.Rejected.Count;
                rejected += page.Rejected.Count + Count(source, page.Records, groups, standing);
                progress?.Report(new(source.Name, set, read, page.Progress));
            }

            overview = new([.. groups.Values.Where(g => g.Applications > 0).OrderBy(g => g.Stage, StringComparer.OrdinalIgnoreCase).ThenBy(g => g.Job, StringComparer.OrdinalIgnoreCase)],
                read, rejected, set, [.. notes.Distinct(StringComparer.Ordinal)]);
        }
        while (more);

        return overview;
    }

    private long Count(ConfiguredSource source, IReadOnlyList<SourceRecord> records, Dictionary<(string?, string?), StageCount> groups, Dictionary<UInt128, Standing> standing)
    {
        var rejected = 0L;
        foreach (var record in records)
        {
            if (RecordConversion.Convert(record, source.Rules).Application is not { } application)
            {
                rejected++;
                continue;
            }

            // An application counts once: where it stands by its latest record, in a set that names it twice as in a feed of changes.
            var hash = KnownRecords.HashOf(application.Key);
            if (standing.TryGetValue(hash, out var before))
            {
                if (application.UpdatedAt < before.UpdatedAt && source.Contents == SourceContents.Full)
                {
                    continue;
                }

                groups[before.Group] = groups[before.Group] with
                {
                    Applications = groups[before.Group].Applications - 1, Taken = groups[before.Group].Taken - (before.Taken ? 1 : 0),
                };
            }

            var key = (application.Stage ?? application.StageId, application.JobTitle ?? application.JobId);
            var match = routes.Find(source.Name, application);
            var count = groups.GetValueOrDefault(key) ?? new StageCount(key.Item1, application.StageId, key.Item2, application.JobId, 0, 0, null);
            standing[hash] = new(key, match is { StatusFits: true }, application.UpdatedAt);
            groups[key] = count with
            {
                Applications = count.Applications + 1,
                Taken = count.Taken + (match is { StatusFits: true } ? 1 : 0),
                Route = count.Route ?? match?.Route.Name,
            };
        }

        return rejected;
    }

    private readonly record struct Standing((string?, string?) Group, bool Taken, DateTimeOffset? UpdatedAt);
}
