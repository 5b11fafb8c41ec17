namespace AtsBridge.Sync;

/// <summary>Whether a pass over a source is kept.</summary>
public enum SyncMode
{
    /// <summary>It is committed.</summary>
    Commit,

    /// <summary>It is only shown: the same path with the transaction left out.</summary>
    Plan,
}
