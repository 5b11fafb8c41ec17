using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.DataProvider.SQLite;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Opening;

/// <summary>An opened store: gives out connections, and the turn to write, one at a time.</summary>
internal sealed class StoreDatabase : IAsyncDisposable
{
    private static readonly TimeSpan WriterPatience = TimeSpan.FromSeconds(30);

    private readonly SqliteFile _file;
    private readonly StoreAccess _access;
    private readonly HostLock? _lock;
    private readonly SqliteConnection _anchor;
    private readonly IdleConnections _idle = new();

    /// <summary>
    /// Waits in this process take place here, without a thread and cancellable; SQLite's own wait for other processes blocks.
    /// </summary>
    private readonly SemaphoreSlim _writer = new(1, 1);

    private readonly SharedCommits _commits;

    /// <summary>
    /// Takes over a connection that stays open while the store is: the last one to close would otherwise copy the write-ahead
    /// log into the file, after every single call.
    /// </summary>
    internal StoreDatabase(SqliteFile file, StoreAccess access, HostLock? hostLock, SqliteConnection anchor)
    {
        (_file, _access, _lock, _anchor) = (file, access, hostLock, anchor);
        _commits = new(_writer, file.Path, Borrow, _idle.GiveBackAsync);
    }

    /// <summary>The full path of the store's file.</summary>
    internal string Path => _file.Path;

    /// <summary>Whether this is the one host.</summary>
    internal bool IsHost => _access == StoreAccess.Host;

    /// <summary>Which process holds the store as its host; null where none has said so.</summary>
    internal LockHolder? Holder => HostLock.HolderOf(_file.Path);

    /// <summary>A connection of the caller's own.</summary>
    internal StoreDb Open()
    {
        var connection = _file.Connect(_access);
        var provider = SQLiteTools.GetDataProvider(SQLiteProvider.Microsoft, connectionString: null);
        return new StoreDb(new DataOptions().UseConnection(provider, connection, disposeConnection: true).UseMappingSchema(StoreDb.Mapping), connection);
    }

    /// <summary>Reads as the other does, by what waits for nothing on its way.</summary>
    internal Task<T> ReadAsync<T>(Func<StoreDb, T> read, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : ReadAsync(db => Task.FromResult(read(db)));

    /// <summary>Reads on a connection that nobody else has meanwhile, from one consistent state of the store.</summary>
    internal async Task<T> ReadAsync<T>(Func<StoreDb, Task<T>> read)
    {
        try
        {
            return await LendAsync(async db =>
            {
                db.BeginQuiet();
                var result = await read(db);
                db.End(keep: false);
                return result;
            });
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.Explain(e, _file.Path);
        }
    }

    /// <summary>
    /// Does the work in a transaction that writes from the start; it is on disk when the result is told. Others that wait for the turn
    /// at the same moment may share the transaction. The work must not wait for another write.
    /// </summary>
    /// <param name="write">The work.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    /// <param name="overwrite">What it deletes is overwritten in the file, and not merely given free; it has a transaction of its own.</param>
    internal async Task<T> WriteAsync<T>(Func<StoreDb, Task<T>> write, CancellationToken cancellationToken, bool overwrite = false)
    {
        if (!overwrite)
        {
            RefuseReadOnly();
            return await _commits.WriteAsync(write, WriterPatience, Busy, cancellationToken);
        }

        using var turn = await TurnAsync(cancellationToken);
        try
        {
            await using var own = Open();
            own.Run("PRAGMA secure_delete = ON");
            await using var transaction = await own.BeginTransactionAsync(cancellationToken);
            var result = await write(own);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.Explain(e, _file.Path);
        }
    }

    /// <summary>The turn to write; the next one comes when it is disposed.</summary>
    internal async Task<IDisposable> TurnAsync(CancellationToken cancellationToken)
    {
        RefuseReadOnly();
        return await _writer.WaitAsync(WriterPatience, cancellationToken) ? new Turn(_writer) : throw Busy();
    }

    /// <summary>Says what the database's fault means for the person who reads it.</summary>
    internal StoreException Explain(SqliteException fault) => SqliteFaults.Explain(fault, _file.Path);

    private void RefuseReadOnly()
    {
        if (_access == StoreAccess.ReadOnly)
        {
            throw new StoreException($"The store {_file.Path} was opened to look only, so nothing can be written. This command should have opened it for writing: please report it.");
        }
    }

    private StoreException Busy() =>
        new($"The store {_file.Path} has been busy writing for 30 seconds. Try again when the sync that is running has ended.");

    /// <summary>After a fault the connection is closed: what was left half done on it, nobody else must find.</summary>
    private async Task<T> LendAsync<T>(Func<StoreDb, Task<T>> use)
    {
        var db = Borrow();
        try
        {
            var result = await use(db);
            await _idle.GiveBackAsync(db);
            return result;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Short transactions touch little; what such a connection keeps of the store stays small.</summary>
    private StoreDb Borrow()
    {
        if (_idle.Take() is { } idle)
        {
            return idle;
        }

        var db = Open();
        db.Run("PRAGMA cache_size = -4096");
        return db;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _idle.DisposeAsync();
        await _anchor.DisposeAsync();
        _lock?.Dispose();
        _writer.Dispose();
    }

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        private SemaphoreSlim? _writer = writer;

        public void Dispose() => Interlocked.Exchange(ref _writer, null)?.Release();
    }
}
