namespace AtsBridge.Simulation.Platform;

/// <summary>How a request ends for its sender.</summary>
internal enum JourneyEnd
{
    /// <summary>With the platform's answer.</summary>
    Answer,

    /// <summary>No connection: provably not carried out.</summary>
    Refused,

    /// <summary>The connection is cut.</summary>
    Cut,

    /// <summary>With a 5xx.</summary>
    Error,

    /// <summary>With an answer that can't be read.</summary>
    Malformed,

    /// <summary>The adapter itself fails over the answer.</summary>
    Broken,

    /// <summary>Never: the sender runs out of patience.</summary>
    Silence,
}
