using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>What a path hit in one record: one of text, null, nothing at all, or something that is not one value.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">For <see cref="PathHit.Value"/> the value, for <see cref="PathHit.Wrong"/> what is wrong.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PathValue(PathHit Kind, string? Text = null);
