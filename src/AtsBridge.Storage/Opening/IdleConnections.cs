using System.Collections.Concurrent;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Opening;

/// <summary>
/// Connections that wait for their next use: a new one reads the whole schema before its first statement, which is most of what a
/// short transaction costs. Only those come here whose transaction has ended as it should, and that have set nothing of their own.
/// </summary>
internal sealed class IdleConnections : IAsyncDisposable
{
    /// <summary>More are rarely in use at one time, and each keeps what it has read: some megabytes.</summary>
    private const int Most = 4;

    private readonly ConcurrentBag<StoreDb> _idle = [];
    private volatile bool _closed;

    /// <summary>One that is ready; null where there is none.</summary>
    internal StoreDb? Take() => _idle.TryTake(out var db) ? db : null;

    /// <summary>Keeps one for the next, or closes it.</summary>
    internal async ValueTask GiveBackAsync(StoreDb db)
    {
        if (_closed || _idle.Count >= Most)
        {
            await db.DisposeAsync();
            return;
        }

        _idle.Add(db);
        if (_closed)
        {
            // The store was closed in between, and nobody would come for it any more.
            await DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        while (_idle.TryTake(out var db))
        {
            await db.DisposeAsync();
        }
    }
}
