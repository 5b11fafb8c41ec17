using System.Diagnostics.Metrics;
using AtsBridge.Hosting.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Hosting.Tests.Telemetry;

/// <summary>Everything that is measured with meters of one factory, such as <c>atsbridge.runs outcome=Failed source=acme</c> with its sum.</summary>
internal sealed class Readings : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();

    internal Readings()
    {
        Meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == BridgeMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, Meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    internal IMeterFactory Meters { get; }

    internal SortedDictionary<string, double> Sums { get; } = new(StringComparer.Ordinal);

    /// <summary>Asks the gauges, as a scrape does.</summary>
    internal SortedDictionary<string, double> Scrape()
    {
        Sums.Clear();
        _listener.RecordObservableInstruments();
        return Sums;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var attributes = tags.ToArray().Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal);
        var name = string.Join(' ', attributes.Prepend(instrument.Name));
        Sums[name] = Sums.GetValueOrDefault(name) + value;
    }
}
