namespace AtsBridge.Hosting.Discovery;

/// <summary>An adapter that a configuration can name.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Kind">Source or sink.</param>
/// <param name="Type">The class.</param>
/// <param name="SettingsType">What <c>Options</c> is bound to; null: it has no settings.</param>
/// <param name="AssemblyName">The simple name of its assembly.</param>
/// <param name="Version">The version of its assembly.</param>
public sealed record FoundAdapter(string Name, AdapterKind Kind, Type Type, Type? SettingsType, string AssemblyName, string Version)
{
    /// <summary>The folder of the plugin that it came with; null: it came with the host.</summary>
    public string? PluginFolder { get; init; }
}
