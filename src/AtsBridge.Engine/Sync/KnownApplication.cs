namespace AtsBridge.Sync;

/// <summary>What the snapshot knows of an application.</summary>
/// <param name="Key">Unique in its source.</param>
/// <param name="Fingerprint">Of the record that it was made of.</param>
/// <param name="Stored">As it was seen last.</param>
/// <param name="Present">False: it had vanished from the source.</param>
/// <param name="LastRun">The run that changed it last; 0 where that was not asked for.</param>
public sealed record KnownApplication(string Key, UInt128 Fingerprint, StoredApplication Stored, bool Present, long LastRun = 0)
{
    /// <summary>As it was seen last.</summary>
    public Application Application => Stored.Application;
}
