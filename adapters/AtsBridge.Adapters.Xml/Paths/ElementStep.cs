using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Xml.Paths;

/// <summary>One element on the way to the records.</summary>
/// <param name="Local">Its name; null: any.</param>
/// <param name="Namespace">Its namespace, by the <see cref="NameRule"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElementStep(string? Local, string Namespace)
{
    public bool Matches(string local, string ns) =>
        Local is null || (string.Equals(Local, local, StringComparison.Ordinal) && string.Equals(Namespace, ns, StringComparison.Ordinal));
}
