namespace AtsBridge.Routing;

/// <summary>Which applications a route takes. All conditions must hold; within one, any pattern.</summary>
public sealed record RouteConditions
{
    /// <summary>Stage names or ids; at least one.</summary>
    public required IReadOnlyList<Pattern> Stage { get; init; }

    /// <summary>Job titles or ids; empty: every job.</summary>
    public IReadOnlyList<Pattern> Job { get; init; } = [];

    /// <summary>Normalised statuses; Active where the consultant gave none.</summary>
    public IReadOnlyList<ApplicationStatus> Status { get; init; } = [ApplicationStatus.Active];

    /// <summary>Patterns for further attributes, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Pattern>> Attributes { get; init; } =
        System.Collections.Frozen.FrozenDictionary<string, IReadOnlyList<Pattern>>.Empty;

    /// <summary>The stage pattern that this application stands in, if all but the status holds; null otherwise.</summary>
    /// <param name="application">The application.</param>
    public Pattern? StageOf(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var stage = Matching(Stage, application.Stage, application.StageId);
        return stage is not null
            && (Job.Count == 0 || Matching(Job, application.JobTitle, application.JobId) is not null)
            && (Attributes.Count == 0 || Attributes.All(a => application.Attributes.TryGetValue(a.Key, out var value) && Matching(a.Value, value, null) is not null))
                ? stage
                : null;
    }

    /// <summary>Whether everything that <paramref name="later"/> takes is taken by this one too.</summary>
    /// <param name="later">The conditions of a later route of the same source.</param>
    public bool Covers(RouteConditions later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return All(Stage, later.Stage)
            && (Job.Count == 0 || (later.Job.Count > 0 && All(Job, later.Job)))
            && later.Status.All(Status.Contains)
            && Attributes.All(mine => later.Attributes.TryGetValue(mine.Key, out var theirs) && All(mine.Value, theirs));
    }

    private static bool All(IReadOnlyList<Pattern> mine, IReadOnlyList<Pattern> theirs) => theirs.All(t => mine.Any(m => m.Covers(t)));

    /// <summary>The first that matches either. A loop, because every transition comes here for each route that it might hit.</summary>
    private static Pattern? Matching(IReadOnlyList<Pattern> patterns, string? name, string? id)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns[i].Matches(name) || patterns[i].Matches(id))
            {
                return patterns[i];
            }
        }

        return null;
    }
}
