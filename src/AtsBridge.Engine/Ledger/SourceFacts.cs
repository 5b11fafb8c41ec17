using AtsBridge.Sync;

namespace AtsBridge.Ledger;

/// <summary>How a source has fared, as far as its runs are on record; not those that tried its quarantine again, which read a few records of old files.</summary>
public sealed record SourceFacts
{
    /// <summary>The newest run of each outcome that there was.</summary>
    public IReadOnlyDictionary<RunOutcome, RunCertificate> Newest { get; init; } = new Dictionary<RunOutcome, RunCertificate>();

    /// <summary>When its oldest run on record began, UTC; null: it was never read.</summary>
    public DateTimeOffset? FirstRunAt { get; init; }

    /// <summary>Runs that have failed since the last good one.</summary>
    public long FailedSinceGood { get; init; }

    /// <summary>The newest run that has ended; null where none has.</summary>
    public RunCertificate? Last => Latest(RunOutcome.Succeeded, RunOutcome.NothingNew, RunOutcome.Failed, RunOutcome.Interrupted);

    /// <summary>The newest run that read the source, or found nothing new there; null where there was none.</summary>
    public RunCertificate? LastGood => Latest(RunOutcome.Succeeded, RunOutcome.NothingNew);

    /// <summary>The newest run that failed, where none was good since; null where all is well.</summary>
    public RunCertificate? Failure => Latest(RunOutcome.Failed) is { } failed && !(LastGood?.RunId > failed.RunId) ? failed : null;

    /// <summary>The newest run that read records, whether or not it was kept; null where there was none.</summary>
    public RunCertificate? LastRead => Latest(RunOutcome.Succeeded, RunOutcome.Failed);

    /// <summary>When the run that is under way began, or one whose process vanished, UTC; null where there is none.</summary>
    public DateTimeOffset? RunningSince => Latest(RunOutcome.Running)?.StartedAt;

    private RunCertificate? Latest(params RunOutcome[] outcomes) =>
        outcomes.Select(o => Newest.GetValueOrDefault(o)).OfType<RunCertificate>().MaxBy(r => r.RunId);
}
