namespace AtsBridge.Adapters.Files.Places;

/// <summary>A file as it stood when it was listed.</summary>
/// <param name="Name">Relative to the folder that the path names, with <c>/</c> between folders.</param>
/// <param name="FullPath">The file itself: every symbolic link on the way is resolved and lies in the folder.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="LastWriteUtc">Its last write.</param>
public sealed record FoundFile(string Name, string FullPath, long Length, DateTime LastWriteUtc)
{
    /// <summary>The file as it stands now; null where it has vanished.</summary>
    internal FoundFile? Again()
    {
        var info = new FileInfo(FullPath);
        return info.Exists ? this with { Length = info.Length, LastWriteUtc = info.LastWriteTimeUtc } : null;
    }
}
