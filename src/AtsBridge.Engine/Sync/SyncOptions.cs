namespace AtsBridge.Sync;

/// <summary>How one pass is made.</summary>
public sealed record SyncOptions
{
    /// <summary>Whether it is kept.</summary>
    public SyncMode Mode { get; init; }

    /// <summary>The operator knows that many applications, or all, have gone from a full source, and wants that.</summary>
    public bool AcceptShrunk { get; init; }

    /// <summary>The operator knows that many applications have moved at once, and wants what follows from it.</summary>
    public bool AcceptMoved { get; init; }

    /// <summary>Told after every page.</summary>
    public IProgress<SyncProgress>? Progress { get; init; }
}
