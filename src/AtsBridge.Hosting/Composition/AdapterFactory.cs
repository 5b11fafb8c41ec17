using System.Runtime.CompilerServices;
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
        Reader = Reader(source),
        Contents = source.Contents,
        Rules = source.Rules,
        DefaultRegion = source.DefaultRegion,
        Guard = source.Guard,
    };

    internal ConfiguredSink CreateSink(SinkConfiguration sink) =>
        new(sink.Name, Sender(sink), sink.Delivery);

    /// <summary>One that can't be built fails by itself, at each of its runs: whoever is in the other sources is invited all the same.</summary>
    private ICandidateSource Reader(SourceConfiguration source)
    {
        var client = clients.CreateClient(SourceHttpClients.Name);
        try
        {
            return (ICandidateSource)Create(source.Adapter, source.Name, source.Settings, client);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new UnbuiltSource(BuildFault.Of(source.Adapter, source.Adapter.Type, exception));
        }
    }

    /// <summary>
    /// One that can't be built stops everything. What delivery makes of an invite rests on what its sink can do (look up, withdraw), so that
    /// something in its place would decide wrongly, and for good.
    /// </summary>
    private IInviteSink Sender(SinkConfiguration sink)
    {
        var client = clients.CreateClient(SinkHttpClients.NameOf(sink.Name));
        try
        {
            return (IInviteSink)Create(sink.Adapter, sink.Name, sink.Settings, client);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidConfigurationException(
                [new(ProblemSeverity.Error, $"AtsBridge:Sinks:{sink.Name}", null, BuildFault.Of(sink.Adapter, sink.Adapter.Type, exception))]);
        }
    }

    private object Create(FoundAdapter adapter, string name, params object?[] offered)
    {
        // Static fields are otherwise set when they are first read from, in the midst of a run.
        RuntimeHelpers.RunClassConstructor(adapter.Type.TypeHandle);
        // The activator refuses arguments that no constructor takes, and an adapter need not take what it does not use.
        var wanted = adapter.Type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType).ToHashSet();
        var arguments = offered.Append(new AdapterContext(name, options.BaseDirectory)).OfType<object>().Where(o => wanted.Contains(o.GetType()));
        return ActivatorUtilities.CreateInstance(services, adapter.Type, [.. arguments]);
    }
}
