using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Files.Opening;

/// <summary>What a file held, as it lay on the disk: enough to know it again under any name.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Head">Hash of its beginning. Most files that differ differ there or in size, so few are read to their end in vain.</param>
/// <param name="All">Hash of all of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileContent(long Size, UInt128 Head, UInt128 All);
