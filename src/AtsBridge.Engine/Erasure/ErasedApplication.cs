namespace AtsBridge.Erasure;

/// <summary>
/// What is kept of an application whose person was erased: keyed hashes, by which the next export finds it known, changed or moved.
/// </summary>
/// <param name="Key">Of its identity.</param>
/// <param name="Place">Of the stage and status in which it was seen last.</param>
/// <param name="Record">Of its record's fingerprint.</param>
/// <param name="Present">Whether it is in the source, as far as is known.</param>
public sealed record ErasedApplication(UInt128 Key, UInt128 Place, UInt128 Record, bool Present);
