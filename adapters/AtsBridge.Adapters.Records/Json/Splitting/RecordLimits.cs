using System.Globalization;
using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>How large and how deep a record may be.</summary>
/// <param name="MaxBytes">The most bytes of one record.</param>
/// <param name="MaxDepth">The deepest nesting.</param>
/// <param name="MaxCellChars">The most characters of one value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordLimits(int MaxBytes, int MaxDepth, int MaxCellChars)
{
    public string TooLong => string.Create(CultureInfo.InvariantCulture,
        $"The record is longer than MaxRecordBytes ({MaxBytes:N0}). Leave files and pictures out of the export, or raise MaxRecordBytes.");

    public string? TooDeep(long depth) => depth <= MaxDepth ? null : string.Create(CultureInfo.InvariantCulture,
        $"The record is nested {depth:N0} deep; MaxDepth is {MaxDepth}. Leave the nested part out of the export, or raise MaxDepth.");
}
