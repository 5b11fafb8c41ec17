using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>A field and the place in the source that was named for it.</summary>
/// <param name="Field">The canonical field; null for an attribute.</param>
/// <param name="Name">The canonical field's or the attribute's name.</param>
/// <param name="Source">The heading or path in the source.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedField(CanonicalField? Field, string Name, string Source)
{
    /// <summary>The setting that named it, for messages; what is no attribute of the settings has its own name with a colon.</summary>
    public string Setting => Field is null && !Name.Contains(':', StringComparison.Ordinal) ? $"Fields:Attributes:{Name}" : Field is null ? Name : $"Fields:{Name}";
}
