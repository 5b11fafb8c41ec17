using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Xml.Paths;

/// <summary>What a path hit in one record.</summary>
/// <param name="Kind">What that is.</param>
/// <param name="Text">For <see cref="PathHit.Value"/> the value, for <see cref="PathHit.Wrong"/> what is wrong.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PathValue(PathHit Kind, string? Text = null);
