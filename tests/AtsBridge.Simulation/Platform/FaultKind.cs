namespace AtsBridge.Simulation.Platform;

/// <summary>What goes wrong with a request.</summary>
internal enum FaultKind
{
    /// <summary>No connection comes about.</summary>
    NoConnection,

    /// <summary>Cut off before the platform has it.</summary>
    CutBefore,

    /// <summary>Carried out, and the answer is cut off.</summary>
    CutAfter,

    /// <summary>A 5xx, and nothing is done.</summary>
    ErrorBefore,

    /// <summary>A 5xx, and it is done.</summary>
    ErrorAfter,

    /// <summary>Done, and the answer can't be read.</summary>
    Malformed,

    /// <summary>Done late and answered after that, maybe after the sender's patience.</summary>
    Slow,

    /// <summary>Never answered, done or not.</summary>
    Silence,

    /// <summary>Ended for the sender first, done later.</summary>
    LateEffect,

    /// <summary>Done and answered, and listed later.</summary>
    ListingLag,

    /// <summary>Ended for the sender first, done later, listed later still.</summary>
    LateAndLagging,

    /// <summary>Done without an answer, and listed later.</summary>
    UnansweredAndLagging,
}
