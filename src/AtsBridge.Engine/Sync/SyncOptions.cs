namespace AtsBridge.Sync;

/// <summary>How one pass is made.</summary>
public sealed record SyncOptions
{
    /// <summary>Whether it is kept.</summary>
    public SyncMode Mode { get; init; }

    /// <summary>The operator knows that a full source has become empty or less than half its size, and wants that.</summary>
    public bool AcceptShrunk { get; init; }

    /// <summary>Told after every page.</summary>
    public IProgress<SyncProgress>? Progress { get; init; }
}
