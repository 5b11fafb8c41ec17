using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>What a row must say to be a record, see <see cref="FieldMap.Where"/>.</summary>
/// <param name="Source">The heading or path as the source has it.</param>
/// <param name="Index">The heading's index among the headings, from 0.</param>
/// <param name="Value">What must stand there.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BoundCondition(string Source, int Index, string Value)
{
    /// <summary>Whether it does, without regard to case and surrounding space.</summary>
    /// <param name="value">What stands there.</param>
    public bool Holds(ReadOnlySpan<char> value) => value.Trim().Equals(Value.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
}
