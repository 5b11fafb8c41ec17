using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Discovery;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Finds the adapter that a source or sink names, and fills its settings.</summary>
internal sealed class AdapterReading(AdapterCatalog catalog, SettingsBinder binder, ProblemList problems)
{
    private static readonly string[] NoKeys = [];

    /// <summary>The adapter; null where there is none, which is then reported.</summary>
    internal FoundAdapter? Find(AdapterKind kind, string? name, string path)
    {
        var place = ConfigurationPath.Combine(path, "Adapter");
        if (string.IsNullOrWhiteSpace(name))
        {
            if (!problems.Has(place))
            {
                problems.Error(place, name, $"Adapter is missing. {There(kind)}");
            }

            return null;
        }

        if (catalog.Find(kind, name.Trim()) is { } found)
        {
            return found;
        }

        problems.Error(place, name, Unknown(kind, name.Trim()));
        return null;
    }

    /// <summary>The adapter's settings; null where it has none.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="options">Its keys, without those that belong to the host.</param>
    /// <param name="path">The path of <c>Options</c>.</param>
    /// <param name="alsoAllowed">The host's own keys there.</param>
    internal object? Settings(FoundAdapter adapter, IReadOnlyList<IConfigurationSection> options, string path, IReadOnlyCollection<string>? alsoAllowed = null)
    {
        if (adapter.SettingsType is { } type)
        {
            return Fill(adapter, type, options, path, alsoAllowed);
        }

        foreach (var option in options)
        {
            problems.Error(option.Path, null, $"The adapter '{adapter.Name}' has no options{ClosestName.Question(option.Key, alsoAllowed ?? NoKeys)}: remove '{option.Key}'.");
        }

        return null;
    }

    private object? Fill(FoundAdapter adapter, Type type, IReadOnlyList<IConfigurationSection> options, string path, IReadOnlyCollection<string>? alsoAllowed)
    {
        try
        {
            return binder.Object(type, options, path, alsoAllowed);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Settings are an author's code, which runs here for the first time; nothing else on the list may be lost for it.
            problems.Error(path, null, BuildFault.Of(adapter, type, exception));
            return null;
        }
    }

    /// <summary>The keys under <c>Options</c>; none where a value stands in its place, which is then reported.</summary>
    internal IReadOnlyList<IConfigurationSection> Options(IConfigurationSection? options)
    {
        if (options is null)
        {
            return [];
        }

        if (options.Value is { } value)
        {
            problems.Error(options.Path, value, "A single value stands here; it must be an object with the adapter's settings: { … }.");
        }

        return [.. options.GetChildren()];
    }

    private string Unknown(AdapterKind kind, string name)
    {
        var names = catalog.Found.Where(a => a.Kind == kind).Select(a => a.Name).ToList();
        var word = kind == AdapterKind.Source ? "source" : "sink";
        var other = catalog.Found.FirstOrDefault(a => a.Kind != kind && string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)) is null
            ? "" : $" There is one of that name for {(kind == AdapterKind.Source ? "sinks" : "sources")}.";
        return $"No {word} adapter is named '{name}'.{ClosestName.Question(name, names)} {There(kind)}{other}{Refused(name)}";
    }

    private string There(AdapterKind kind)
    {
        var names = catalog.Found.Where(a => a.Kind == kind).Select(a => a.Name).ToList();
        return names.Count == 0 ? "None was found: put its assembly beside the executable." : $"Found: {string.Join(", ", names)}.";
    }

    private string Refused(string name)
    {
        var reasons = catalog.Refused
            .Where(r => r.Name is null ? MayHold(r, name) : string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(r => $" Refused: {r.Item} of {r.AssemblyName}, because {r.Reason}");
        return string.Concat(reasons);
    }

    /// <summary>Of an assembly that didn't load, only its name tells what may be in it.</summary>
    private static bool MayHold(RefusedAdapter refused, string name) =>
        refused.AssemblyName.EndsWith('.' + name, StringComparison.OrdinalIgnoreCase) || string.Equals(refused.AssemblyName, name, StringComparison.OrdinalIgnoreCase);
}
