using AtsBridge.Delivery;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Http;
using AtsBridge.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Hosting.Composition;

/// <summary>Builds one adapter for each configured source and sink: its settings and its context go through its constructor.</summary>
internal sealed class AdapterFactory(IServiceProvider services, AtsBridgeOptions options, IHttpClientFactory clients)
{
    internal ConfiguredSource CreateSource(SourceConfiguration source) => new()
    {
        Name = source.Name,
        Reader = (ICandidateSource)Create(source.Adapter, source.Name, source.Settings, clients.CreateClient(SourceHttpClients.Name)),
        Contents = source.Contents,
        Rules = source.Rules,
        DefaultRegion = source.DefaultRegion,
        Guard = source.Guard,
    };

    internal ConfiguredSink CreateSink(SinkConfiguration sink) =>
        new(sink.Name, (IInviteSink)Create(sink.Adapter, sink.Name, sink.Settings, clients.CreateClient(SinkHttpClients.NameOf(sink.Name))), sink.Delivery);

    private object Create(FoundAdapter adapter, string name, params object?[] offered)
    {
        // The activator refuses arguments that no constructor takes, and an adapter need not take what it does not use.
        var wanted = adapter.Type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType).ToHashSet();
        var arguments = offered.Append(new AdapterContext(name, options.BaseDirectory)).OfType<object>().Where(o => wanted.Contains(o.GetType()));
        return ActivatorUtilities.CreateInstance(services, adapter.Type, [.. arguments]);
    }
}
