using System.Globalization;
using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Xml.Splitting;

/// <summary>How large and how deep a record may be.</summary>
/// <param name="MaxChars">The most characters.</param>
/// <param name="MaxDepth">The deepest nesting.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordLimits(int MaxChars, int MaxDepth)
{
    public string TooLong => string.Create(CultureInfo.InvariantCulture,
        $"The record is longer than MaxRecordChars ({MaxChars:N0}). Leave files and pictures out of the export, or raise MaxRecordChars.");

    public string TooDeep => string.Create(CultureInfo.InvariantCulture,
        $"The record is nested deeper than MaxDepth ({MaxDepth}). Leave the nested part out of the export, or raise MaxDepth.");
}
