namespace AtsBridge.Sync;

/// <summary>What became of a record in quarantine that was looked for again.</summary>
public enum RetryOutcome
{
    /// <summary>It can be read: its application is taken as new or changed, and decided.</summary>
    Readable,

    /// <summary>Its application is known as it is, or better, or another record may have taken its place: there is nothing to take.</summary>
    Outdated,

    /// <summary>It is no longer in the source.</summary>
    Gone,

    /// <summary>It can't be read, or could not be looked for.</summary>
    StillUnreadable,
}
