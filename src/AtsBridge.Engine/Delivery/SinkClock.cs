namespace AtsBridge.Delivery;

/// <summary>
/// The time that everything of one sink is written in: a reading of both clocks that the store was told of, and from there on what
/// the steady clock says. A wall clock that is set changes nothing until no request is under way any more; then the store moves
/// along what waits, and the new reading holds. So no time is ever written by a clock that the store does not know of: neither
/// between the setting and its discovery, nor by an answer that was on its way when the store moved the others. The store sees to
/// the same where several processes are at work: while an attempt is open, it keeps its reading.
/// </summary>
internal sealed class SinkClock(IDeliveryStore store, TimeProvider time, string origin, bool beside) : TimeProvider, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ClockReading? _told;
    private int _underWay;

    /// <inheritdoc />
    public override long TimestampFrequency => time.TimestampFrequency;

    private TimeSpan Steady => time.GetElapsedTime(0);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref _told) is { } told ? told.Wall + (Steady - told.Steady) : time.GetUtcNow();

    /// <inheritdoc />
    public override long GetTimestamp() => time.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// Something begins that will write times; <see cref="End"/> when they are written. Several may call at once; none goes on
    /// before the store is told of a clock that was set, here or while no process ran.
    /// </summary>
    internal async Task BeginAsync(ConfiguredSink sink, CancellationToken cancellationToken)
    {
        // As long as the store takes at most, which is told to stop. A wait that could be cancelled would leave the caller's scheduler.
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var reading = new ClockReading(time.GetUtcNow(), Steady, origin);
            if (_told is not { } told || (!beside && Volatile.Read(ref _underWay) == 0 && reading.SetBy(told) != TimeSpan.Zero))
            {
                Volatile.Write(ref _told, await store.CheckClockAsync(sink.Name, reading, beside, sink.Policy, cancellationToken));
            }

            Interlocked.Increment(ref _underWay);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether the wall clock was set since the store was told: what follows must begin anew.</summary>
    internal bool WasSet() => Volatile.Read(ref _told) is { } told && new ClockReading(time.GetUtcNow(), Steady, origin).SetBy(told) != TimeSpan.Zero;

    /// <summary>What began has written its times.</summary>
    internal void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>
    /// Whether the reading on record is no longer the one that this process goes by. Asked when an attempt stands on record: from then
    /// on nobody replaces the reading, and what was written just before by the old one must not be acted upon.
    /// </summary>
    internal async Task<bool> WasReplacedAsync(ConfiguredSink sink, CancellationToken cancellationToken)
    {
        var told = await store.CheckClockAsync(sink.Name, new(time.GetUtcNow(), Steady, origin), beside, sink.Policy, cancellationToken);
        var replaced = told != Volatile.Read(ref _told);
        Volatile.Write(ref _told, told);
        return replaced;
    }

    /// <summary>Both clocks as the machine has them now, to be asked later how long ago it was.</summary>
    internal (DateTimeOffset Wall, long Steady) Mark() => (time.GetUtcNow(), time.GetTimestamp());

    /// <summary>
    /// Whether so much time has passed since a mark that a request which starts now may still be under way when the attempt that was
    /// put on record then counts as over. By the clock that says more: the wall clock may have been set back since, and the steady
    /// one stands still while a machine sleeps.
    /// </summary>
    internal bool IsTooLate((DateTimeOffset Wall, long Steady) mark, DeliveryPolicy policy)
    {
        var most = policy.Lease - policy.AttemptTimeout;
        return time.GetUtcNow() - mark.Wall > most || time.GetElapsedTime(mark.Steady) > most;
    }
}
