namespace AtsBridge;

/// <summary>
/// A part of a set that fits in memory: some hundreds to a few thousand records. Every record of the input is in exactly one of
/// <see cref="Records"/>, <see cref="Rejected"/> and <see cref="Unchanged"/>, so that the run can balance.
/// </summary>
public sealed record SourcePage
{
    /// <summary>The records that were read.</summary>
    public IReadOnlyList<SourceRecord> Records { get; init; } = [];

    /// <summary>The records that could not be read, each with its place and its reason.</summary>
    public IReadOnlyList<RejectedRecord> Rejected { get; init; } = [];

    /// <summary>Fingerprints of the records that were skipped because <see cref="ReadRequest.Known"/> contains them.</summary>
    public IReadOnlyList<UInt128> Unchanged { get; init; } = [];

    /// <summary>
    /// On the last page of a set, where the adapter can tell the set again by it (<see cref="IRepeatCheck"/>): what it held and how it
    /// was read. Opaque to the engine. Null where it can't.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>
    /// On the page that <see cref="IRepeatCheck"/> gives: how many records the set holds, none of which was read again. 0 on any other page.
    /// </summary>
    public long Repeated { get; init; }

    /// <summary>
    /// The cursor to go on from, opaque to the engine, once this page is committed. Null keeps the one before. In a source whose
    /// contents are full, the cursor of the last page is the one that counts.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>On the last page of a set: a further set is waiting, read it next.</summary>
    public bool More { get; init; }

    /// <summary>The source was reached and has had nothing new since <see cref="ReadRequest.Since"/>. The page is empty; its cursor may pass over what is no news.</summary>
    public bool NothingNew { get; init; }

    /// <summary>What this set is called by people: a file's name, a report's title. Null where there is nothing to say.</summary>
    public string? Set { get; init; }

    /// <summary>How much of the set is read, from 0 to 1; null where it can't be known.</summary>
    public double? Progress { get; init; }

    /// <summary>What the consultant should see: fields that were inferred, a file that waits. No candidate's data.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
