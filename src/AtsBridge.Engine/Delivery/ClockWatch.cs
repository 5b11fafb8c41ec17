namespace AtsBridge.Delivery;

/// <summary>
/// Makes sure that nothing is claimed by a wall clock that was set since the last claim, here or while no process ran: the store
/// first moves along what waits for a moment of the old one.
/// </summary>
internal sealed class ClockWatch(IDeliveryStore store, TimeProvider time, string origin) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The reading that the store was told last for a sink.</summary>
    private readonly Dictionary<string, ClockReading> _told = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells the store where it must know. Several workers may call at once; none goes on before the store is told.</summary>
    internal async Task CheckAsync(ConfiguredSink sink, CancellationToken cancellationToken)
    {
        // As long as the store takes at most, which is told to stop. A wait that could be cancelled would leave the caller's scheduler.
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var reading = new ClockReading(time.GetUtcNow(), time.GetElapsedTime(0), origin);
            if (!_told.TryGetValue(sink.Name, out var told) || reading.SetBy(told) != TimeSpan.Zero)
            {
                await store.CheckClockAsync(sink.Name, reading, sink.Policy, cancellationToken);
                _told[sink.Name] = reading;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
