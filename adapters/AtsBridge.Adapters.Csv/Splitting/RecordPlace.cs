using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Csv.Splitting;

/// <summary>Where a record begins.</summary>
/// <param name="Position">How many characters stand before it in the text.</param>
/// <param name="Line">On which line, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordPlace(long Position, long Line);
