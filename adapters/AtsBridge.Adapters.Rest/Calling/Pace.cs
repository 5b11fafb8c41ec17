using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Keeps requests apart, so that the API need not say that they come too fast.</summary>
internal sealed class Pace(RateSettings settings, TimeProvider time) : IDisposable
{
    private readonly Queue<DateTimeOffset> _sent = [];
    private readonly SemaphoreSlim _turn = new(1);
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>Waits until one more request may be sent.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var first = _sent.Count < settings.Permits ? DateTimeOffset.MinValue : _sent.Dequeue() + settings.Window;
            var wait = (first > _notBefore ? first : _notBefore) - now;
            if (wait > TimeSpan.Zero)
            {
                // A clock that was set back must not make us wait for years.
                await Task.Delay(wait < settings.LongestWait ? wait : settings.LongestWait, time, cancellationToken);
            }

            _sent.Enqueue(time.GetUtcNow());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The API says that nothing is left until then.</summary>
    public void Rest(TimeSpan wait) => _notBefore = time.GetUtcNow() + wait;

    public void Dispose() => _turn.Dispose();
}
