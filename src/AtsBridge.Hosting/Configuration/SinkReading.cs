using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.Hosting.Discovery;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Checks the sinks.</summary>
internal sealed class SinkReading(AdapterReading adapters)
{
    internal IReadOnlyList<SinkConfiguration> Read(IReadOnlyDictionary<string, SinkSection> written) =>
        [.. written.Select(s => Read(s.Key, s.Value)).OfType<SinkConfiguration>()];

    private SinkConfiguration? Read(string name, SinkSection written)
    {
        var path = $"AtsBridge:Sinks:{name}";
        var options = adapters.Options(written.Options);
        return adapters.Find(AdapterKind.Sink, written.Adapter, path) is not { } adapter ? null : new()
        {
            Name = name,
            Adapter = adapter,
            Settings = adapters.Settings(adapter, options, $"{path}:Options"),
            Delivery = written.Delivery.ToPolicy(),
        };
    }
}
