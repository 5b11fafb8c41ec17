using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>A piece of a <see cref="RecordShape"/>: what is always the same, and a value behind it.</summary>
/// <param name="Before">Brackets, keys, blanks.</param>
/// <param name="Value">Which of the values that are read; -1 where nothing reads it.</param>
/// <param name="Levels">How deep the value may be nested itself.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ShapePart(byte[] Before, int Value, int Levels);
