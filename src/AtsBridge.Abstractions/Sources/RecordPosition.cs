namespace AtsBridge;

/// <summary>Where a record stands in its source.</summary>
/// <param name="Resource">The file's name or the address, without secrets.</param>
/// <param name="Row">The line, row or index as a person would count it, from 1; null where there is none.</param>
public readonly record struct RecordPosition(string Resource, long? Row = null)
{
    /// <summary>The place in words: <c>monday.csv row 17</c>.</summary>
    public override string ToString() => Row is { } row ? FormattableString.Invariant($"{Resource} row {row}") : Resource;
}
