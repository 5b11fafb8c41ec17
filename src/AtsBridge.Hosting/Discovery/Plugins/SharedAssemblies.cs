using System.Runtime.Loader;

namespace AtsBridge.Hosting.Discovery.Plugins;

/// <summary>
/// What a plugin gets from the host, whatever lies beside it: the contracts, the framework and <c>Microsoft.Extensions.*</c>. A second
/// copy of one would have types of its own, and the host would not know the plugin's <c>ICandidateSource</c> or <c>ILogger</c>.
/// </summary>
internal static class SharedAssemblies
{
    internal const string Contracts = "AtsBridge.Abstractions";

    private const string Extensions = "Microsoft.Extensions.";

    /// <summary>What the runtime knows and doesn't lie beside the host: the shared frameworks.</summary>
    private static readonly HashSet<string> Framework =
    [
        .. (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !p.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
            .Select(p => Path.GetFileNameWithoutExtension(p)),
    ];

    internal static bool Include(string name, Version? wanted) =>
        name == Contracts
        // A package may bring a newer part of the framework, which the host's would not do for.
        || (Framework.Contains(name) && !(wanted > VersionOf(name)))
        || (name.StartsWith(Extensions, StringComparison.OrdinalIgnoreCase) && VersionOf(name) is not null);

    /// <summary>Whether a reference to a newer version than the host's is looked for before anything is loaded. System.Runtime stands for the framework.</summary>
    internal static bool IsCompared(string name) =>
        name is Contracts or "System.Runtime" || name.StartsWith(Extensions, StringComparison.OrdinalIgnoreCase);

    /// <summary>The host's version; null where it has none, and the plugin's own is taken.</summary>
    internal static Version? VersionOf(string name)
    {
        try
        {
            return name == Contracts
                ? typeof(AdapterAttribute).Assembly.GetName().Version
                : AssemblyLoadContext.Default.LoadFromAssemblyName(new(name)).GetName().Version;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}
