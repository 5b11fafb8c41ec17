namespace AtsBridge;

/// <summary>What the engine tells a source at the start of a read.</summary>
/// <param name="Since">The <see cref="SourcePage.Next"/> that was committed last; null before the first read.</param>
/// <param name="Known">
/// Fingerprints of records that have not changed since they were last read. A bulk reader may report such a record in
/// <see cref="SourcePage.Unchanged"/> instead of building it; any other reader may ignore this. Null: build every record.
/// </param>
public sealed record ReadRequest(string? Since, IKnownRecords? Known = null)
{
    /// <summary>
    /// Every set is the whole of the source, so a set that is older than one already read is out of date and must not be read:
    /// it would take people back to stages that they have left. False: every set is news, in whatever order it arrives.
    /// </summary>
    public bool FullSets { get; init; }

    /// <summary>The <see cref="SourcePage.Mark"/> of the set that was taken last; for <see cref="IRepeatCheck"/> alone.</summary>
    public string? Mark { get; init; }
}
