using System.Reflection;
using AtsBridge.Hosting.Discovery;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Profiles;

/// <summary>The profiles that an adapter brings: JSON files in its assembly, embedded under <c>Profiles/</c>.</summary>
public static class ProfileLibrary
{
    private const string Folder = ".Profiles.";
    private const string Ending = ".json";

    /// <summary>The names of an adapter's profiles, in their order.</summary>
    /// <param name="adapter">The adapter.</param>
    public static IReadOnlyList<string> NamesOf(FoundAdapter adapter)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        return [.. Resources(adapter.Type.Assembly).Select(NameOf).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads a profile; null where the adapter has none of that name.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="name">The name, without regard to case.</param>
    /// <param name="fault">Why one that is there can't be read; null where it can, and where there is none.</param>
    public static Profile? Find(FoundAdapter adapter, string name, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        fault = null;
        var assembly = adapter.Type.Assembly;
        var resource = Resources(assembly).FirstOrDefault(r => string.Equals(NameOf(r), name, StringComparison.OrdinalIgnoreCase));
        if (resource is null)
        {
            return null;
        }

        using var stream = assembly.GetManifestResourceStream(resource)!;
        try
        {
            return new(NameOf(resource), new ConfigurationBuilder().AddJsonStream(stream).Build());
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or System.Text.Json.JsonException)
        {
            fault = $"The profile '{NameOf(resource)}' of {AdapterAssembly(adapter)} can't be read: {exception.Message} Tell its author.";
            return null;
        }
    }

    private static string AdapterAssembly(FoundAdapter adapter) => $"{adapter.AssemblyName} {adapter.Version}";

    private static IEnumerable<string> Resources(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(r => r.Contains(Folder, StringComparison.Ordinal) && r.EndsWith(Ending, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(string resource) =>
        resource[(resource.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^Ending.Length];
}
