using AtsBridge.Delivery;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Health;
using AtsBridge.Hosting.Http;
using AtsBridge.Hosting.Jobs;
using AtsBridge.Hosting.Telemetry;
using AtsBridge.Hosting.WriteBack;
using AtsBridge.Ledger;
using AtsBridge.Retention;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Storage;
using AtsBridge.Sync;
using AtsBridge.Told;
using AtsBridge.WriteBack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AtsBridge.Hosting.Composition;

/// <summary>Puts AtsBridge into a host.</summary>
public static class AtsBridgeServiceCollectionExtensions
{
    /// <summary>
    /// Finds the adapters, those of the plugins that the configuration names included, validates the whole configuration, and registers sources, sinks, store, engine and schedules. Nothing
    /// is opened and nothing runs before the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The configuration with its <c>AtsBridge</c> section.</param>
    /// <param name="configure">What the caller chooses.</param>
    /// <exception cref="InvalidConfigurationException">The configuration has errors; it names all of them.</exception>
    public static IServiceCollection AddAtsBridge(
        this IServiceCollection services, IConfiguration configuration, Action<AtsBridgeOptions>? configure = null)
    {
        var options = new AtsBridgeOptions();
        configure?.Invoke(options);
        var catalog = AdapterCatalog.Discover(options.Adapters, ConfigurationReader.PluginsFolder(configuration, options.BaseDirectory));
        var reading = ConfigurationReader.Read(configuration, catalog, options.BaseDirectory);
        return services.AddAtsBridge(reading.Configuration ?? throw new InvalidConfigurationException(reading.Problems), catalog, options);
    }

    /// <summary>The same for a configuration that was read and shown before.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The sound configuration.</param>
    /// <param name="catalog">The adapters that it was read against.</param>
    /// <param name="options">What the caller chooses.</param>
    public static IServiceCollection AddAtsBridge(
        this IServiceCollection services, BridgeConfiguration configuration, AdapterCatalog catalog, AtsBridgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(configuration);
        services.AddSingleton(configuration.Routes);
        services.AddSingleton(configuration.Retention);
        services.AddSingleton(catalog);
        services.AddSingleton(options);
        AddStore(services, configuration, options);
        AddEngine(services);
        AddTelemetry(services);
        services.AddSourceHttpClients();
        services.AddSinkHttpClients(configuration.Sinks);
        services.AddSingleton<AdapterFactory>();
        services.AddSingleton(s => new ConfiguredSources([.. configuration.Sources.Select(s.GetRequiredService<AdapterFactory>().CreateSource)]));
        services.AddSingleton(s => new ConfiguredSinks([.. configuration.Sinks.Select(s.GetRequiredService<AdapterFactory>().CreateSink)]));
        services.AddSchedules(configuration);
        return services;
    }

    private static void AddStore(IServiceCollection services, BridgeConfiguration configuration, AtsBridgeOptions options)
    {
        services.AddSingleton(s => AtsBridgeStore.OpenSqlite(
            configuration.Store.ConnectionString, options.StoreAccess, s.GetRequiredService<TimeProvider>(), configuration.Erasure.Secret));
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Sync);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Delivery);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Ledger);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Standing);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Statuses);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Told);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().WriteBack);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Erasure);
        services.AddSingleton(s => s.GetRequiredService<AtsBridgeStore>().Retention);
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.AddSingleton<SourceSync>();
        services.AddSingleton<StageSurvey>();
        services.AddSingleton<Backfill>();
        services.AddSingleton<QuarantineRetry>();
        services.AddSingleton(s => new DeliveryClocks(
            s.GetRequiredService<IDeliveryStore>(), s.GetRequiredService<TimeProvider>(), SteadyClock.Origin,
            beside: s.GetRequiredService<AtsBridgeOptions>().StoreAccess != StoreAccess.Host));
        services.AddSingleton<InviteDelivery>();
        services.AddSingleton<StatusRefresh>();
        services.AddSingleton<Reminders>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<StatusInbox>();
        services.AddSingleton<ToldIntake>();
        services.AddSingleton<ToldSync>();
        services.AddSingleton(s => new WriteBackPass(s.GetRequiredService<IWriteBackStore>(),
            Outlets.Of(s.GetRequiredService<RouteTable>(), s.GetRequiredService<ConfiguredSources>(), s.GetRequiredService<TimeProvider>()), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<InviteActs>();
        services.AddSingleton<MissingSinks>();
        services.AddSingleton<BridgeStatusReader>();
        services.AddSingleton<LatestStatus>();
        services.AddSingleton<BridgeHealth>();
        services.AddSingleton<RetentionPass>();
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<BridgeMetrics>();
        services.AddSingleton<BridgeGauges>();
        services.AddSingleton<PauseLog>();
        services.AddSingleton<StopLog>();
    }
}
