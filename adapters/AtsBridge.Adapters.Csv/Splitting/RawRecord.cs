using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Csv.Splitting;

/// <summary>A record as it stands in the file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Text">Its text without the line break at its end, valid until the next is read; its beginning where it is at fault.</param>
/// <param name="Fault">Why its cells can't be told apart; null where they can.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RawRecord(long Line, ReadOnlyMemory<char> Text, string? Fault);
