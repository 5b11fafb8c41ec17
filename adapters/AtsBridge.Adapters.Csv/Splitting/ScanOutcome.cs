namespace AtsBridge.Adapters.Csv.Splitting;

/// <summary>Where a <see cref="RecordScan"/> has come to.</summary>
internal enum ScanOutcome
{
    /// <summary>To the end of what is in the window.</summary>
    NeedsMore,

    /// <summary>To the end of the record.</summary>
    Record,

    /// <summary>To a quote inside a quoted cell that neither closes it nor is doubled.</summary>
    StrayQuote,

    /// <summary>To more lines of a quoted cell than are allowed here.</summary>
    TooManyLines,
}
