using System.Collections.Concurrent;

namespace AtsBridge.Delivery;

/// <summary>The clock of each sink in this process.</summary>
internal sealed class DeliveryClocks(IDeliveryStore store, TimeProvider time, string origin) : IDisposable
{
    private readonly ConcurrentDictionary<string, SinkClock> _clocks = new(StringComparer.OrdinalIgnoreCase);

    internal SinkClock Of(string sink) => _clocks.GetOrAdd(sink, _ => new(store, time, origin));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var clock in _clocks.Values)
        {
            clock.Dispose();
        }
    }
}
