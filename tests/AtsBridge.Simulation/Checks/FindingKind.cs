namespace AtsBridge.Simulation.Checks;

/// <summary>What must never be found.</summary>
internal enum FindingKind
{
    /// <summary>A person has more than one invite to an interview.</summary>
    Duplicate,

    /// <summary>An invite is neither with the platform nor in a state that truthfully says why not.</summary>
    Lost,

    /// <summary>An invite that should move by itself does not, long after the faults have ended.</summary>
    Stuck,

    /// <summary>A rolling window of the platform held more of our requests than its limit.</summary>
    OverLimit,

    /// <summary>The ledger says something that the platform's books don't.</summary>
    Disagreement,

    /// <summary>Something threw what it must not.</summary>
    Fault,

    /// <summary>Two runs of one seed went different ways.</summary>
    NotDeterministic,
}
