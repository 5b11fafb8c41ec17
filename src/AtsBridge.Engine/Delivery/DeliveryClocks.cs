using System.Collections.Concurrent;

namespace AtsBridge.Delivery;

/// <summary>The clock of each sink in this process. Whatever writes times of a sink goes by it.</summary>
/// <param name="store">Where it is on record what the clocks said last.</param>
/// <param name="time">The machine's clocks.</param>
/// <param name="origin">Names what the steady clock of <paramref name="time"/> counts from (<see cref="ClockReading.Origin"/>).</param>
/// <param name="beside">This process is a command that may run beside a host.</param>
public sealed class DeliveryClocks(IDeliveryStore store, TimeProvider time, string origin, bool beside) : IDisposable
{
    private readonly ConcurrentDictionary<string, SinkClock> _clocks = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var clock in _clocks.Values)
        {
            clock.Dispose();
        }
    }

    internal SinkClock Of(string sink) => _clocks.GetOrAdd(sink, _ => new(store, time, origin, beside));
}
