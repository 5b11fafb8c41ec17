using System.Reflection;
using AtsBridge.Hosting.Discovery.Plugins;

namespace AtsBridge.Hosting.Discovery;

/// <summary>
/// Loads the assemblies of a scan and their types, before Scrutor sees them: it skips what doesn't load without a word, and
/// the adapter would just be missing.
/// </summary>
internal sealed class AdapterAssemblies(List<RefusedAdapter> refused)
{
    private static readonly string[] Patterns = ["AtsBridge.Adapters.*.dll", "AtsBridge.Gather.dll"];

    internal List<Assembly> Load(AdapterScan scan)
    {
        var files = scan.Directory is { } directory && Directory.Exists(directory)
            ? Patterns.SelectMany(p => Directory.EnumerateFiles(directory, p)).Order(StringComparer.Ordinal).ToList()
            : [];
        return [.. files.Select(LoadFile).OfType<Assembly>().Concat(scan.Assemblies).Distinct()];
    }

    internal List<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return [.. assembly.GetTypes()];
        }
        catch (ReflectionTypeLoadException exception)
        {
            RefuseLost(assembly, exception);
            return [.. exception.Types.OfType<Type>()];
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or BadImageFormatException)
        {
            refused.Add(Refusal(assembly, NameOf(assembly), $"its classes can't be read: {OneLine(exception)} Copy it again, with all that belongs to it."));
            return [];
        }
    }

    internal static string NameOf(Assembly assembly) => assembly.GetName().Name ?? "(unnamed)";

    /// <summary>The version that people know; what a build appends after a plus sign identifies the build, not the version.</summary>
    internal static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString() ?? "unknown";

    internal static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").Trim();

    private void RefuseLost(Assembly assembly, ReflectionTypeLoadException exception)
    {
        var cure = $"Put the missing assembly beside it, or rebuild it against this version.{BuiltAgainst.OtherContracts(assembly)}";
        var lost = UnloadableTypes.Of(assembly);
        foreach (var (type, adapter, reason) in lost)
        {
            refused.Add(Refusal(assembly, type, $"it can't be loaded: {reason} {cure}") with { Name = adapter });
        }

        // What has no file, or fails only when all are asked for at once.
        foreach (var reason in exception.LoaderExceptions.OfType<Exception>().Select(OneLine).Distinct(StringComparer.Ordinal).Where(_ => lost.Count == 0))
        {
            refused.Add(Refusal(assembly, NameOf(assembly), $"some of its classes can't be loaded: {reason} {cure}"));
        }
    }

    internal static RefusedAdapter Refusal(Assembly assembly, string item, string reason) =>
        new(item, NameOf(assembly), reason) { Version = VersionOf(assembly), PluginFolder = PluginContext.FolderOf(assembly) };

    private Assembly? LoadFile(string file)
    {
        var name = Path.GetFileName(file);
        try
        {
            var assembly = Assembly.LoadFrom(file);
            if (BuiltAgainst.Newer(assembly) is not { } reason)
            {
                return assembly;
            }

            refused.Add(Refusal(assembly, name, reason));
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            refused.Add(new(name, Path.GetFileNameWithoutExtension(file), $"{name} can't be loaded: {exception.Message} Copy it again, or remove it."));
        }

        return null;
    }
}
