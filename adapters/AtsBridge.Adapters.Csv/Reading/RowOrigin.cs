using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>Where a row of the parser comes from.</summary>
/// <param name="Line">The line on which its record begins, from 1.</param>
/// <param name="Fault">Why the record can't be read; null where it can.</param>
/// <param name="Excerpt">The beginning of a record at fault.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowOrigin(long Line, string? Fault, string? Excerpt);
