using System.Reflection;

namespace AtsBridge.Hosting.Discovery.Plugins;

/// <summary>Which versions of what it shares with the host an assembly was built against.</summary>
internal static class BuiltAgainst
{
    /// <summary>Why the host can't have it: it wants a newer version than the host's. Null where it doesn't.</summary>
    internal static string? Newer(Assembly assembly)
    {
        foreach (var wanted in assembly.GetReferencedAssemblies().Where(r => r.Name is not null && SharedAssemblies.IsCompared(r.Name)))
        {
            if (SharedAssemblies.VersionOf(wanted.Name!) is { } has && wanted.Version > has)
            {
                return wanted.Name == "System.Runtime"
                    ? $"it was built for .NET {Text(wanted.Version)} and this host runs on .NET {Text(has)}. Build it for net{has.Major}.0."
                    : $"it was built against {wanted.Name} {Text(wanted.Version)} and this host has {Text(has)}. "
                        + $"Take a version of it that was built against {Text(has)} or older, or {Update(wanted.Name!)}.";
            }
        }

        return null;
    }

    /// <summary>To be added to the report of something that doesn't fit: that the contracts were others. Empty where they are the host's.</summary>
    internal static string OtherContracts(Assembly assembly)
    {
        var wanted = assembly.GetReferencedAssemblies().FirstOrDefault(r => r.Name == SharedAssemblies.Contracts)?.Version;
        var has = SharedAssemblies.VersionOf(SharedAssemblies.Contracts);
        return wanted is null || wanted == has ? ""
            : $" It was built against {SharedAssemblies.Contracts} {Text(wanted)} and this host has {Text(has)}: build it against that.";
    }

    private static string Update(string name) => name == SharedAssemblies.Contracts ? "update AtsBridge" : "update AtsBridge, if a newer one has it";

    private static string Text(Version? version) => version is null ? "of no version" : version.ToString(version.Build < 0 ? 2 : 3);
}
