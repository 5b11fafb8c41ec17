namespace AtsBridge.Sync;

/// <summary>What it means that a set names a fingerprint.</summary>
internal enum Naming
{
    /// <summary>No application has it.</summary>
    Unknown,

    /// <summary>An application has it, and nothing else of that one was read.</summary>
    Known,

    /// <summary>An application had it, and another record of that one was read before.</summary>
    Outdated,
}
