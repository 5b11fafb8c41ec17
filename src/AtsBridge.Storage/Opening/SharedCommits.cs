using AtsBridge.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Opening;

/// <summary>
/// Short writes that wait for the turn at the same moment share one transaction, and with it the wait for the disk, which is most
/// of what each of them takes. They run one after the other in the order in which they came; one that fails is undone alone; and
/// none is told that it is done before all of them are on disk. Nobody waits for others to come.
/// </summary>
/// <param name="writer">The turn to write.</param>
/// <param name="path">The store's file, for whoever reads of a fault.</param>
/// <param name="lend">Gives a connection.</param>
/// <param name="giveBack">Takes it back, if all went well on it.</param>
internal sealed class SharedCommits(SemaphoreSlim writer, string path, Func<StoreDb> lend, Func<StoreDb, ValueTask> giveBack)
{
    private readonly Lock _lock = new();
    private List<WaitingWrite> _waiting = [];
    private bool _led;

    /// <summary>Does the work, which must not itself wait for another write, and tells its result when that is on disk.</summary>
    /// <param name="work">The work.</param>
    /// <param name="patience">How long to wait for the turn.</param>
    /// <param name="busy">What to say when it has not come.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    internal async Task<T> WriteAsync<T>(Func<StoreDb, Task<T>> work, TimeSpan patience, Func<Exception> busy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mine = new PendingWrite<T>(work);
        if (Add(mine))
        {
            // Nobody waits for the one that leads: each of those it writes for is told, this one among them.
            _ = LeadAsync();
        }

        if (mine.Told.IsCompleted)
        {
            return await mine.Told;
        }

        using var impatience = new CancellationTokenSource(patience);
        await using var late = impatience.Token.Register(() => mine.GiveUp(busy()));
        await using var cancelled = cancellationToken.Register(() => mine.GiveUp(new OperationCanceledException(cancellationToken)));
        return await mine.Told;
    }

    /// <summary>Whether it must be led: nobody leads yet.</summary>
    private bool Add(WaitingWrite one)
    {
        lock (_lock)
        {
            _waiting.Add(one);
            var first = !_led;
            _led = true;
            return first;
        }
    }

    private List<WaitingWrite> TakeAll()
    {
        lock (_lock)
        {
            var all = _waiting;
            _waiting = [];
            return all.FindAll(w => w.Take());
        }
    }

    private bool IsOver()
    {
        lock (_lock)
        {
            _led = _waiting.Count > 0;
            return !_led;
        }
    }

    private async Task LeadAsync()
    {
        try
        {
            await writer.WaitAsync();
        }
        catch (ObjectDisposedException fault)
        {
            TakeAll().ForEach(w => w.Failed(fault));
            IsOver();
            return;
        }

        try
        {
            await WriteAsync(TakeAll());
        }
        finally
        {
            writer.Release();
        }

        if (!IsOver())
        {
            // Elsewhere: where nothing had to be waited for, this is still the thread of the first, who wants to go on.
            _ = Task.Run(LeadAsync, CancellationToken.None);
        }
    }

    private async Task WriteAsync(List<WaitingWrite> together)
    {
        if (together.Count == 0)
        {
            return;
        }

        try
        {
            var db = lend();
            var clean = false;
            try
            {
                clean = await CommitAsync(db, together);
            }
            finally
            {
                // What was left half done on it, nobody else must find.
                await (clean ? giveBack(db) : db.DisposeAsync());
            }
        }
#pragma warning disable CA1031 // Whoever waits is told, whatever it was.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            together.ForEach(w => w.Failed(Explain(fault)));
            return;
        }

        // Those that failed have been told so.
        together.ForEach(w => w.Committed());
    }

    /// <returns>Whether none failed.</returns>
    private async Task<bool> CommitAsync(StoreDb db, List<WaitingWrite> together)
    {
        var clean = true;
        await using var transaction = await db.BeginTransactionAsync();
        foreach (var one in together)
        {
            db.Statement("SAVEPOINT one").Run();
            try
            {
                await one.RunAsync(db);
            }
#pragma warning disable CA1031 // Whoever waits for this one is told, whatever it was; the others go on.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                clean = false;
                one.Failed(Explain(fault));
                // Where SQLite has given up the whole transaction this fails, and with it all the others.
                db.Statement("ROLLBACK TO one").Run();
            }

            db.Statement("RELEASE one").Run();
        }

        await transaction.CommitAsync();
        return clean;
    }

    private Exception Explain(Exception fault) => fault is SqliteException known ? SqliteFaults.Explain(known, path) : fault;
}
