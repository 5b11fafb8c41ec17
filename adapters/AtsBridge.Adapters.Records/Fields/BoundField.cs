using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>A field and the heading that it was found under.</summary>
/// <param name="Field">The canonical field; null for an attribute.</param>
/// <param name="Name">The canonical field's or the attribute's name.</param>
/// <param name="Source">The heading as the source has it.</param>
/// <param name="Index">The heading's index among the headings, from 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BoundField(CanonicalField? Field, string Name, string Source, int Index)
{
    /// <summary>What a record says that has no place for it. A source that has a status says nothing about this one: unknown, and never silently active.</summary>
    internal string? Absent => Field == CanonicalField.Status ? "" : null;
}
