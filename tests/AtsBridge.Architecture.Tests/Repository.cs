namespace AtsBridge.Architecture.Tests;

/// <summary>The working copy that these tests were built from, found upwards from where they run.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    internal static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files that a person wrote: nothing that a build made.</summary>
    internal static IEnumerable<string> Written(string folder, string pattern) =>
        !Directory.Exists(At(folder)) ? [] : Directory.EnumerateFiles(At(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal);

    internal static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AtsBridge.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no AtsBridge.sln above {AppContext.BaseDirectory}: these tests read the sources, so run them from a working copy.");
    }
}
