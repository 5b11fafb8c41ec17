using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>The text of one record, not parsed yet.</summary>
/// <param name="Row">Its line, or its index in the list, from 1.</param>
/// <param name="Json">Its bytes, or the beginning of them where there is a fault. Valid until the next record is asked for.</param>
/// <param name="Fault">Why it won't be parsed; null where nothing speaks against it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RawRecord(long Row, ReadOnlyMemory<byte> Json, string? Fault = null);
