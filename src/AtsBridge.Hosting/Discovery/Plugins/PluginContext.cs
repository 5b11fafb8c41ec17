using System.Reflection;
using System.Runtime.Loader;

namespace AtsBridge.Hosting.Discovery.Plugins;

/// <summary>
/// What one plugin is loaded into: its libraries come from its own folder, so that two plugins may use two versions of one, and the host
/// a third. What the host and a plugin must have in common is the host's. It keeps versions apart and is no sandbox.
/// </summary>
internal sealed class PluginContext : AssemblyLoadContext
{
    private readonly List<AssemblyDependencyResolver> _resolvers;

    /// <param name="folder">The plugin's folder.</param>
    /// <param name="entries">The assemblies whose <c>deps.json</c> says where the others lie; without one, it is their folder.</param>
    internal PluginContext(string folder, IEnumerable<string> entries)
        : base($"plugin {Path.GetFileName(folder)}")
    {
        Folder = folder;
        _resolvers = [.. entries.Select(e => new AssemblyDependencyResolver(e))];
    }

    internal string Folder { get; }

    /// <summary>The plugin folder that an assembly was loaded from; null: it is the host's.</summary>
    internal static string? FolderOf(Assembly assembly) => (GetLoadContext(assembly) as PluginContext)?.Folder;

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Null sends the question on to the host.
        if (assemblyName.Name is not { } name || SharedAssemblies.Include(name, assemblyName.Version))
        {
            return null;
        }

        var file = _resolvers.Select(r => r.ResolveAssemblyToPath(assemblyName)).FirstOrDefault(p => p is not null);
        return file is null ? null : LoadFromAssemblyPath(file);
    }

    /// <inheritdoc />
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var file = _resolvers.Select(r => r.ResolveUnmanagedDllToPath(unmanagedDllName)).FirstOrDefault(p => p is not null);
        return file is null ? nint.Zero : LoadUnmanagedDllFromPath(file);
    }
}
