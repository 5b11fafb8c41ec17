namespace AtsBridge.Sync;

/// <summary>One application that differs from the snapshot, set aside until its set is judged as a whole.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Key">The application's key.</param>
/// <param name="Known">As it was known; null where it was not.</param>
/// <param name="Latest">As it is now; for <see cref="ChangeKind.Vanished"/>, as it was seen last.</param>
/// <param name="Fingerprint">Of the record that it was made of.</param>
public sealed record StagedChange(ChangeKind Kind, string Key, StoredApplication? Known, StoredApplication Latest, UInt128 Fingerprint)
{
    /// <summary>A change of an application that is in hand.</summary>
    /// <param name="kind">What became of it.</param>
    /// <param name="known">As it was known; null where it was not.</param>
    /// <param name="after">As it is now.</param>
    /// <param name="fingerprint">Of the record that it was made of.</param>
    public StagedChange(ChangeKind kind, StoredApplication? known, Application after, UInt128 fingerprint)
        : this(kind, (after ?? throw new ArgumentNullException(nameof(after))).Key, known, StoredApplication.Of(after), fingerprint)
    {
    }

    /// <summary>As it was known; null where it was not.</summary>
    public Application? Before => Known?.Application;

    /// <summary>As it is now; for <see cref="ChangeKind.Vanished"/>, as it was seen last.</summary>
    public Application After => Latest.Application;
}
