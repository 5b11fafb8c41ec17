namespace AtsBridge.Sync;

/// <summary>How a record got out of quarantine.</summary>
public enum QuarantineEnd
{
    /// <summary>Its application could be read since.</summary>
    Read,

    /// <summary>Something newer has taken its place: another set, or another record of the application.</summary>
    Outdated,

    /// <summary>It was looked for and is no longer in the source.</summary>
    Gone,
}
