using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Cli.Session;

/// <summary>Reads the configuration file that a command names, or the one in the working directory.</summary>
internal static class ConfigurationSource
{
    /// <summary>What was read.</summary>
    internal sealed record Reading(
        IConfiguration Raw, AdapterCatalog Catalog, string BaseDirectory, BridgeConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems);

    internal static Reading Read(string? path, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var file = ConfigurationFile.Load(path ?? ConfigurationFile.DefaultName);
        var catalog = AdapterCatalog.Discover(new AdapterScan(), file.PluginsFolder);
        if (file.Configuration is not { } raw || overrides is null)
        {
            var read = file.Read(catalog);
            return new(file.Configuration ?? new ConfigurationBuilder().Build(), catalog, file.BaseDirectory, read.Configuration, read.Problems);
        }

        var merged = new ConfigurationBuilder().AddConfiguration(raw).AddInMemoryCollection(overrides).Build();
        var reading = ConfigurationReader.Read(merged, catalog, file.BaseDirectory);
        return new(merged, catalog, file.BaseDirectory, reading.Configuration, reading.Problems);
    }
}
