using System.Reflection;

namespace AtsBridge.Hosting.Discovery;

/// <summary>
/// Where adapters are looked for: assemblies named <c>AtsBridge.Adapters.*.dll</c> and <c>AtsBridge.Gather.dll</c> in the folder
/// of the executable, and whatever is added here. A single-file publish has no files to find, so it adds its adapters. Plugins are apart
/// from it: where they are, the configuration says.
/// </summary>
public sealed class AdapterScan
{
    private readonly List<Assembly> _assemblies = [];
    private readonly List<Type> _types = [];

    /// <summary>The folder whose files are looked through; null: none. The folder of the executable unless set.</summary>
    public string? Directory { get; init; } = AppContext.BaseDirectory;

    /// <summary>Assemblies that were added.</summary>
    public IReadOnlyList<Assembly> Assemblies => _assemblies;

    /// <summary>Classes that were added.</summary>
    public IReadOnlyList<Type> Types => _types;

    /// <summary>Adds one adapter.</summary>
    /// <typeparam name="TAdapter">The class with <see cref="AdapterAttribute"/>.</typeparam>
    /// <returns>This scan.</returns>
    public AdapterScan AddAdapter<TAdapter>()
        where TAdapter : class => AddAdapter(typeof(TAdapter));

    /// <summary>Adds one adapter.</summary>
    /// <param name="adapter">The class with <see cref="AdapterAttribute"/>.</param>
    /// <returns>This scan.</returns>
    public AdapterScan AddAdapter(Type adapter)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        _types.Add(adapter);
        return this;
    }

    /// <summary>Adds every adapter of an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>This scan.</returns>
    public AdapterScan AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }
}
