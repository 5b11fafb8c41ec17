using System.Text;
using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>Everything that the host makes of a configuration, by the host's own wiring. The schedules do not run.</summary>
internal sealed class Bridge : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Bridge(ServiceProvider services) => _services = services;

    /// <summary>Reads a configuration and builds it.</summary>
    /// <param name="configuration">The text of a configuration file.</param>
    /// <param name="folder">Where its paths begin.</param>
    internal static Bridge Open(string configuration, string folder)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(configuration));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddAtsBridge(
            new ConfigurationBuilder().AddJsonStream(text).Build(),
            o => (o.BaseDirectory, o.StoreAccess, o.Adapters) = (folder, StoreAccess.Host, new AdapterScan { Directory = AppContext.BaseDirectory }));
        return new(services.BuildServiceProvider());
    }

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
