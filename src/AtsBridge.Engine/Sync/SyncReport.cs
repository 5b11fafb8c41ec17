namespace AtsBridge.Sync;

/// <summary>What a pass over one source did, or in a plan would do.</summary>
/// <param name="Source">The source.</param>
/// <param name="Certificates">One a set, in order; at least one.</param>
/// <param name="Routes">What the routes concluded, in the order of the configuration.</param>
/// <param name="Decided">
/// The applications that a route took, invited and held ones before suppressed ones, at most <see cref="MostDecided"/>.
/// </param>
public sealed record SyncReport(
    string Source,
    IReadOnlyList<RunCertificate> Certificates,
    IReadOnlyList<RouteTally> Routes,
    IReadOnlyList<DecidedApplication> Decided)
{
    /// <summary>More decisions than this are counted and not listed.</summary>
    public const int MostDecided = 20_000;

    /// <summary>What the guards hold for a person, in the order in which they tripped.</summary>
    public IReadOnlyList<GuardHold> Holds { get; init; } = [];

    /// <summary>Whether a run failed.</summary>
    public bool Failed => Certificates.Any(c => c.Outcome == RunOutcome.Failed);
}

