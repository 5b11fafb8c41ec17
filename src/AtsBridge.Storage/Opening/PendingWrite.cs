using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Opening;

/// <summary>A write that waits for the turn, and what came of it.</summary>
/// <param name="work">What it does in the transaction that is open.</param>
internal sealed class PendingWrite<T>(Func<StoreDb, Task<T>> work) : WaitingWrite
{
    // Whoever waits goes on by itself: the one that tells it still has others to tell.
    private readonly TaskCompletionSource<T> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private int _taken;

    /// <summary>What came of it; known when it is on disk, or never will be.</summary>
    internal Task<T> Told => _told.Task;

    /// <inheritdoc />
    internal override bool Take() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <inheritdoc />
    internal override async Task RunAsync(StoreDb db) => _result = await work(db);

    /// <inheritdoc />
    internal override void Committed() => _told.TrySetResult(_result!);

    /// <inheritdoc />
    internal override void Failed(Exception fault) => _told.TrySetException(fault);

    /// <summary>It waits no longer, unless somebody has begun with it: then what comes of it must be known.</summary>
    internal void GiveUp(Exception why)
    {
        if (Take())
        {
            Failed(why);
        }
    }
}
