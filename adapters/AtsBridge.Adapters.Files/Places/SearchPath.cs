namespace AtsBridge.Adapters.Files.Places;

/// <summary>The path of the settings, taken apart: a folder that is fixed, and what is matched below it.</summary>
/// <param name="Written">As the settings have it, for messages.</param>
/// <param name="Folder">The part without wildcards, absolute.</param>
/// <param name="Segments">The rest, a segment a folder; the last one is the file.</param>
/// <param name="IsPattern">Whether there is a wildcard at all.</param>
internal sealed record SearchPath(string Written, string Folder, IReadOnlyList<string> Segments, bool IsPattern)
{
    public static SearchPath Parse(string path, string baseDirectory)
    {
        var separators = OperatingSystem.IsWindows() ? new[] { '/', '\\' } : ['/'];
        var parts = path.Split(separators);
        var firstPattern = Array.FindIndex(parts, HasWildcard);
        if (firstPattern < 0)
        {
            var file = Path.GetFullPath(path, baseDirectory);
            return new SearchPath(path, Path.GetDirectoryName(file) ?? file, [Path.GetFileName(file)], IsPattern: false);
        }

        var folder = string.Join('/', parts[..firstPattern]);
        // "/*.csv" starts at the root, and not where the program stands.
        if (folder.Length == 0 && firstPattern > 0)
        {
            folder = "/";
        }

        return new SearchPath(
            path,
            Path.GetFullPath(folder.Length == 0 ? "." : folder, baseDirectory),
            [.. parts[firstPattern..].Where(p => p.Length > 0 && !string.Equals(p, ".", StringComparison.Ordinal))],
            IsPattern: true);
    }

    /// <summary>The same for a path on a server, where every folder is written with slashes; <c>/~/</c> stands for the user's home.</summary>
    public static SearchPath OfServer(string written, string path)
    {
        var fromHome = path.StartsWith("/~/", StringComparison.Ordinal);
        var parts = (fromHome ? path[3..] : path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var fixedParts = parts.TakeWhile(p => !HasWildcard(p)).Count();
        var folders = Math.Min(fixedParts, parts.Length - 1);
        return new(written, (fromHome ? "./" : "/") + string.Join('/', parts[..folders]), parts[folders..], fixedParts < parts.Length);
    }

    private static bool HasWildcard(string part) => part.AsSpan().IndexOfAny('*', '?') >= 0;
}
