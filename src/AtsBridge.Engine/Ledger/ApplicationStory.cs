using AtsBridge.Delivery;
using AtsBridge.Sync;

namespace AtsBridge.Ledger;

/// <summary>Everything on record of one application.</summary>
public sealed record ApplicationStory
{
    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>The application as it is known; null where it never left quarantine.</summary>
    public Application? Application { get; init; }

    /// <summary>Whether it is still in the source.</summary>
    public bool Present { get; init; }

    /// <summary>The run that saw it first.</summary>
    public RunCertificate? FirstRun { get; init; }

    /// <summary>The run that saw it change last.</summary>
    public RunCertificate? LastRun { get; init; }

    /// <summary>Its transitions with their decisions, the oldest first.</summary>
    public IReadOnlyList<DecidedTransition> Transitions { get; init; } = [];

    /// <summary>Its invites, the oldest first.</summary>
    public IReadOnlyList<Invite> Invites { get; init; } = [];

    /// <summary>The requests made for its invites, the oldest first.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>Its records that could not be read, the newest first.</summary>
    public IReadOnlyList<QuarantinedRecord> Quarantined { get; init; } = [];
}
