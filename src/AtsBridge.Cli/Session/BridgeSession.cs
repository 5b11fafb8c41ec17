using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Delivery;
using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Cli.Session;

/// <summary>A configuration that was read and found sound, with everything built from it. The schedules do not run.</summary>
internal sealed class BridgeSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BridgeSession(ServiceProvider services) => _services = services;

    internal BridgeConfiguration Configuration => Get<BridgeConfiguration>();

    internal RouteTable Routes => Get<RouteTable>();

    internal ConfiguredSources Sources => Get<ConfiguredSources>();

    internal ConfiguredSinks Sinks => Get<ConfiguredSinks>();

    internal ILedgerStore Ledger => Get<ILedgerStore>();

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Opens a session, or shows everything that is wrong with the configuration and gives null.</summary>
    internal static BridgeSession? Open(ParseResult parsed, CommonOptions common, StoreAccess access, Screen screen)
    {
        var reading = ConfigurationSource.Read(parsed.GetValue(common.Config));
        screen.Problems(reading.Problems);
        return reading.Configuration is { } configuration ? Open(configuration, reading, access) : null;
    }

    /// <summary>Opens a session on a sound configuration.</summary>
    internal static BridgeSession Open(BridgeConfiguration configuration, ConfigurationSource.Reading reading, StoreAccess access)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<IConfiguration>(reading.Raw);
        services.AddAtsBridge(configuration, reading.Catalog, new AtsBridgeOptions { BaseDirectory = reading.BaseDirectory, StoreAccess = access });
        return new(services.BuildServiceProvider());
    }

    /// <summary>The sources that a verb is about: the named one, or all.</summary>
    /// <exception cref="WrongCommandException">There is none of that name.</exception>
    internal IReadOnlyList<ConfiguredSource> SourcesOf(string? name) =>
        name is null ? Sources.All
        : Sources.Find(name) is { } source ? [source]
        : throw new WrongCommandException($"There is no source '{name}'. There are: {string.Join(", ", Sources.All.Select(s => s.Name))}.");

    /// <summary>The route of a name.</summary>
    /// <exception cref="WrongCommandException">There is none of that name.</exception>
    internal Route RouteOf(string name) =>
        Routes.All.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new WrongCommandException($"There is no route '{name}'. There are: {string.Join(", ", Routes.All.Select(r => $"'{r.Name}'"))}.");

    /// <summary>The sink of an invite.</summary>
    /// <exception cref="WrongCommandException">It is no longer in the configuration.</exception>
    internal ConfiguredSink SinkOf(string name) =>
        Sinks.Find(name) ?? throw new WrongCommandException($"The sink '{name}' of this invite is not in the configuration.");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
