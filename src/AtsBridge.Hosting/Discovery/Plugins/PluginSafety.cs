namespace AtsBridge.Hosting.Discovery.Plugins;

/// <summary>
/// Who else may decide what runs in the host: whoever can write where a plugin is loaded from. That is said and not refused, because an
/// operator may have their reasons, and a system that reads nobody's mind must not stop invites for them.
/// </summary>
internal static class PluginSafety
{
    internal static IReadOnlyList<string> Warnings(string root, string folder)
    {
        try
        {
            return [.. Links(root, folder).Concat(Writable(root, folder))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [$"Who may write to {folder} can't be told: {exception.Message} Look at it."];
        }
    }

    private static IEnumerable<string> Links(string root, string folder)
    {
        var inside = Path.GetFullPath(Real(new DirectoryInfo(root))) + Path.DirectorySeparatorChar;
        foreach (var item in Entries(folder).Where(i => i.LinkTarget is not null))
        {
            var target = Path.GetFullPath(item.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? item.LinkTarget!);
            if (!target.StartsWith(inside, StringComparison.Ordinal))
            {
                yield return $"{item.FullName} is a link out of the plugins' folder, to {target}: whoever can write there runs code in the host. Copy it here instead.";
            }
        }
    }

    private static IEnumerable<string> Writable(string root, string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            yield break;
        }

        var open = Entries(folder).Prepend(new DirectoryInfo(root)).Where(i => i.LinkTarget is null && i.UnixFileMode.HasFlag(UnixFileMode.OtherWrite))
            .Select(i => i.FullName).ToList();
        if (open.Count > 0)
        {
            yield return $"{open[0]}{(open.Count > 1 ? $" and {open.Count - 1} more" : "")} can be written by every user of this machine, who can so run code in the host. "
                + $"Take that away: chmod -R o-w {root}";
        }
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        var info = new DirectoryInfo(folder);
        // What lies behind a link is its owner's; to walk it might never end.
        return info.LinkTarget is null ? Walk(info).Prepend(info) : [info];
    }

    private static IEnumerable<FileSystemInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().SelectMany(i => i is DirectoryInfo { LinkTarget: null } inner ? Walk(inner).Prepend(i) : [i]);

    private static string Real(DirectoryInfo folder) => folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
}
