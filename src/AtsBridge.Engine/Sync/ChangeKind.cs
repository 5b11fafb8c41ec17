namespace AtsBridge.Sync;

/// <summary>What became of an application since the last run.</summary>
public enum ChangeKind
{
    /// <summary>It was not known.</summary>
    New,

    /// <summary>It was known and differs.</summary>
    Changed,

    /// <summary>It had vanished and is there again.</summary>
    Reappeared,

    /// <summary>It is missing from a full set.</summary>
    Vanished,
}
