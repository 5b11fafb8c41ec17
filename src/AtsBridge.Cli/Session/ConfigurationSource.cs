using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Cli.Session;

/// <summary>Reads the configuration file that a command names, or the one in the working directory.</summary>
internal static class ConfigurationSource
{
    internal const string DefaultFile = "atsbridge.json";

    /// <summary>What was read.</summary>
    internal sealed record Reading(
        IConfiguration Raw, AdapterCatalog Catalog, string BaseDirectory, BridgeConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems);

    internal static Reading Read(string? file, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var path = Path.GetFullPath(file ?? DefaultFile);
        var folder = Path.GetDirectoryName(path)!;
        var catalog = AdapterCatalog.Discover(new AdapterScan());
        var loaded = ConfigurationFile.Load(path);
        if (loaded.Configuration is not { } raw)
        {
            return new(new ConfigurationBuilder().Build(), catalog, folder, null, loaded.Problems);
        }

        var merged = overrides is null ? raw : new ConfigurationBuilder().AddConfiguration(raw).AddInMemoryCollection(overrides).Build();
        var reading = ConfigurationReader.Read(merged, catalog, folder);
        return new(merged, catalog, folder, reading.Configuration, [.. loaded.Problems, .. reading.Problems]);
    }
}
