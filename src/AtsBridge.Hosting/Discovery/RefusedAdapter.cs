namespace AtsBridge.Hosting.Discovery;

/// <summary>An adapter, or an assembly that may hold some, that can't be used.</summary>
/// <param name="Item">The full name of the class, or the name of the file.</param>
/// <param name="AssemblyName">The simple name of the assembly, or the file's where it didn't load.</param>
/// <param name="Reason">What is wrong and what to do.</param>
public sealed record RefusedAdapter(string Item, string AssemblyName, string Reason)
{
    /// <summary>The name that a configuration would use; null where it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The version of its assembly; null where it could not be read.</summary>
    public string? Version { get; init; }

    /// <summary>The folder of the plugin that it belongs to; null: it is no plugin's.</summary>
    public string? PluginFolder { get; init; }
}
