using System.Runtime.InteropServices;

namespace AtsBridge.Sync;

/// <summary>What a run that succeeded did to the source, as the guard remembers it.</summary>
/// <param name="Known">Applications that were known before it.</param>
/// <param name="Moved">Of these, those whose place it changed.</param>
/// <param name="Vanished">Of these, those that were missing from it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PastRun(long Known, long Moved, long Vanished);
