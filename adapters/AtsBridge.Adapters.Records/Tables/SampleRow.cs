namespace AtsBridge.Adapters.Records.Tables;

/// <summary>A row at the beginning of a file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record SampleRow(long Line, IReadOnlyList<string> Cells);
