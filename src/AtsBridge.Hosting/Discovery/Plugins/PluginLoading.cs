using System.Reflection;

namespace AtsBridge.Hosting.Discovery.Plugins;

/// <summary>Loads the plugins of a folder, each into a context of its own. One that can't be loaded is refused, and the others are loaded.</summary>
internal sealed class PluginLoading(List<RefusedAdapter> refused)
{
    private readonly List<PluginFolder> _folders = [];

    /// <summary>Every folder that was looked into.</summary>
    internal IReadOnlyList<PluginFolder> Folders => _folders;

    /// <summary>The assemblies that may hold adapters. None where the folder isn't there, which the check of the configuration says.</summary>
    internal List<Assembly> Load(string? root)
    {
        if (root is null || !Directory.Exists(root))
        {
            return [];
        }

        try
        {
            return LoadAll(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Refuse(root, Path.GetFileName(root), $"the folder can't be looked through: {exception.Message} Let the user that the host runs as read it.");
            return [];
        }
    }

    private List<Assembly> LoadAll(string root)
    {
        foreach (var loose in Directory.EnumerateFiles(root, "*.dll").Order(StringComparer.Ordinal))
        {
            Refuse(root, Path.GetFileName(loose), "it lies among the plugins' folders. Put it, with all that belongs to it, into a folder of its own there.");
        }

        var loaded = new List<Assembly>();
        // A leading dot is how folders are hidden: version control and mounted volumes keep their own there.
        var folders = Directory.EnumerateDirectories(root).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal);
        foreach (var ofOneName in folders.GroupBy(f => Path.GetFileName(f), StringComparer.OrdinalIgnoreCase).Select(g => g.ToList()))
        {
            foreach (var folder in ofOneName)
            {
                _folders.Add(new(Path.GetFileName(folder), folder, PluginSafety.Warnings(root, folder)));
                loaded.AddRange(ofOneName.Count == 1 ? LoadPlugin(folder) : Twin(folder, ofOneName));
            }
        }

        return loaded;
    }

    private List<Assembly> Twin(string folder, List<string> ofOneName)
    {
        var others = string.Join(", ", ofOneName.Where(f => f != folder).Select(Path.GetFileName));
        Refuse(folder, Path.GetFileName(folder), $"its folder differs from {others} in case alone, so that nobody can tell which is meant. Remove one of them.");
        return [];
    }

    private List<Assembly> LoadPlugin(string folder)
    {
        try
        {
            var entries = Entries(folder);
            if (entries.Count > 0)
            {
                var context = new PluginContext(folder, entries);
                return [.. entries.Select(e => LoadEntry(context, e)).OfType<Assembly>()];
            }

            Refuse(folder, Path.GetFileName(folder), $"there is neither {Path.GetFileName(folder)}.dll nor AtsBridge.Adapters.*.dll in it. "
                + "Publish the plugin into this folder, and give the folder the name of its assembly.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Refuse(folder, Path.GetFileName(folder), $"the folder can't be read: {exception.Message} Let the user that the host runs as read it.");
        }
        catch (InvalidOperationException)
        {
            // What the resolver says of it is pages of the native host's trace.
            Refuse(folder, Path.GetFileName(folder), "its deps.json can't be read. Publish the plugin again, with all files that this makes.");
        }

        return [];
    }

    /// <summary>The assembly that is called as the folder; where there is none, those that are called as our own adapters.</summary>
    private static List<string> Entries(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal).ToList();
        var own = files.Find(f => string.Equals(Path.GetFileNameWithoutExtension(f), Path.GetFileName(folder), StringComparison.OrdinalIgnoreCase));
        return own is not null ? [own] : files.FindAll(f => Path.GetFileName(f).StartsWith("AtsBridge.Adapters.", StringComparison.OrdinalIgnoreCase));
    }

    private Assembly? LoadEntry(PluginContext context, string file)
    {
        try
        {
            var assembly = context.LoadFromAssemblyPath(file);
            if (BuiltAgainst.Newer(assembly) is not { } reason)
            {
                return assembly;
            }

            Refuse(context.Folder, Path.GetFileName(file), reason, AdapterAssemblies.VersionOf(assembly));
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            Refuse(context.Folder, Path.GetFileName(file), $"it can't be loaded: {AdapterAssemblies.OneLine(exception)} Copy it again, or remove it.");
        }

        return null;
    }

    private void Refuse(string folder, string item, string reason, string? version = null) =>
        refused.Add(new(item, item.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(item) : item, reason)
        {
            PluginFolder = folder, Version = version,
        });
}
