using AtsBridge.Sync;

namespace AtsBridge.Hosting.Health;

/// <summary>How one source fares.</summary>
public sealed record SourceStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The adapter that reads it.</summary>
    public required string Adapter { get; init; }

    /// <summary>Its cron expression, UTC; null: it is read only when asked, and is never late.</summary>
    public string? Schedule { get; init; }

    /// <summary>How it fares.</summary>
    public SourceCondition Condition { get; init; }

    /// <summary>The newest run that has ended; null where none has.</summary>
    public RunCertificate? LastRun { get; init; }

    /// <summary>When the newest good run ended, UTC; null where there was none.</summary>
    public DateTimeOffset? LastGoodAt { get; init; }

    /// <summary>For how long there was no good run: since the last one, or else since the first run at all; null: it was never read.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>When its schedule fires next, UTC; null where it does not.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>From when on its schedule calls it late unless a good run comes, UTC; null: never.</summary>
    public DateTimeOffset? LateAt { get; init; }

    /// <summary>Whether that moment has passed.</summary>
    public bool Late { get; init; }

    /// <summary>Runs that have failed since the last good one.</summary>
    public long FailedRuns { get; init; }

    /// <summary>Why the newest run failed, while no good one has come since; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Records of the newest run with any that could not be read.</summary>
    public long Quarantined { get; init; }

    /// <summary>When the run that is under way began, UTC; null where there is none.</summary>
    public DateTimeOffset? RunningSince { get; init; }
}
