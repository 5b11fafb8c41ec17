using AtsBridge.Hosting.Discovery;

namespace AtsBridge.Hosting.Tests.Fakes;

/// <summary>A folder for plugins, and the two that were built for these tests.</summary>
internal sealed class Plugins : IDisposable
{
    internal const string First = "first";
    internal const string Second = "second";

    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "plugins");

    internal string Folder { get; } = Directory.CreateTempSubdirectory("atsbridge-plugins-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Drops a built plugin in.</summary>
    internal string Add(string built, string? name = null)
    {
        var folder = Make(name ?? built);
        foreach (var file in Directory.EnumerateFiles(BuiltFolder(built)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    internal static string BuiltFolder(string built) => Path.Combine(Built, built);

    internal string Make(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    internal AdapterCatalog Discover(AdapterScan? scan = null) => AdapterCatalog.Discover(scan ?? new AdapterScan { Directory = null }, Folder);
}
