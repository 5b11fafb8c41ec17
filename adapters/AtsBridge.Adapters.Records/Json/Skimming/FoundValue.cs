using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>Where one value stands in a record: a text without its quotes, or a number or word.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Kind">What it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundValue(int Start, int Length, FoundKind Kind);
