namespace AtsBridge.Adapters.Files.Places;

/// <summary>Paths without symbolic links, and whether one lies in a folder.</summary>
internal static class ResolvedPath
{
    // As many as an operating system follows; more is a loop.
    private const int MostLinks = 40;

    /// <summary>The path with every link on the way replaced by what it points to.</summary>
    public static string Of(string path)
    {
        var links = 0;
        return Resolve(Path.GetFullPath(path), ref links);
    }

    /// <summary>Compared with a trailing separator: <c>/drop</c> is a prefix of <c>/drop-evil</c> and not its folder.</summary>
    public static bool IsWithin(string resolvedPath, string resolvedFolder)
    {
        var folder = Path.EndsInDirectorySeparator(resolvedFolder) ? resolvedFolder : resolvedFolder + Path.DirectorySeparatorChar;
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return resolvedPath.StartsWith(folder, comparison);
    }

    private static string Resolve(string path, ref int links)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(Resolve(parent, ref links), Path.GetFileName(path));
        if (new FileInfo(here).LinkTarget is not { } target)
        {
            return here;
        }

        if (++links > MostLinks)
        {
            throw new IOException($"{path} is a symbolic link that leads in a circle.");
        }

        return Resolve(Path.GetFullPath(target, Path.GetDirectoryName(here) ?? here), ref links);
    }
}
