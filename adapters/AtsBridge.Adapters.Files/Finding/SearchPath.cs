namespace AtsBridge.Adapters.Files.Finding;

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

    private static bool HasWildcard(string part) => part.AsSpan().IndexOfAny('*', '?') >= 0;
}
