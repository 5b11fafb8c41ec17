using System.Reflection;

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
            foreach (var reason in exception.LoaderExceptions.OfType<Exception>().Select(e => e.Message.ReplaceLineEndings(" ").Trim()).Distinct(StringComparer.Ordinal))
            {
                refused.Add(new(NameOf(assembly), NameOf(assembly),
                    $"some of its classes can't be loaded: {reason} Put the missing assembly beside it, or rebuild it against this version."));
            }

            return [.. exception.Types.OfType<Type>()];
        }
    }

    internal static string NameOf(Assembly assembly) => assembly.GetName().Name ?? "(unnamed)";

    private Assembly? LoadFile(string file)
    {
        try
        {
            return Assembly.LoadFrom(file);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            var name = Path.GetFileName(file);
            refused.Add(new(name, Path.GetFileNameWithoutExtension(file),
                $"{name} can't be loaded: {exception.Message} Copy it again, or remove it."));
            return null;
        }
    }
}
