namespace AtsBridge.Gather.Wire;

/// <summary>What came as the body of an answer.</summary>
internal enum BodyState
{
    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>The connection ended, or no more came in time.</summary>
    Cut,

    /// <summary>More than is ever read.</summary>
    TooLong,

    /// <summary>Something else, such as the HTML page of a proxy.</summary>
    NotJson,
}
