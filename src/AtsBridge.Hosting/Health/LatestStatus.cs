using AtsBridge.Storage;

namespace AtsBridge.Hosting.Health;

/// <summary>How everything stands, at most a second old: however often anybody asks, the store is asked once a second.</summary>
/// <param name="reader">Who looks.</param>
/// <param name="time">The clock.</param>
public sealed class LatestStatus(BridgeStatusReader reader, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _readAt;

    /// <summary>What was read last; null before the first look, and while the store can't be read.</summary>
    public BridgeStatus? Known { get; private set; }

    /// <summary>Looks, unless somebody did within the last second.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="StoreException">The store can't be read.</exception>
    public async Task<BridgeStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Known is { } known && time.GetElapsedTime(_readAt) < Fresh)
            {
                return known;
            }

            Known = null;
            var read = await reader.ReadAsync(cancellationToken);
            (Known, _readAt) = (read, time.GetTimestamp());
            return read;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
