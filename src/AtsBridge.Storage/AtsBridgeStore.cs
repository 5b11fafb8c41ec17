using AtsBridge.Delivery;
using AtsBridge.Erasure;
using AtsBridge.Ledger;
using AtsBridge.Retention;
using AtsBridge.Statuses;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Erasure;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Retention;
using AtsBridge.Storage.Statuses;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Told;
using AtsBridge.Storage.WriteBack;
using AtsBridge.Sync;
using AtsBridge.Told;
using AtsBridge.WriteBack;

namespace AtsBridge.Storage;

/// <summary>
/// The ledger and the snapshot, opened. Its methods do their work on the caller's thread (SQLite has no asynchronous I/O) and
/// may be called by many at once; who writes waits in line.
/// </summary>
public sealed class AtsBridgeStore : IAsyncDisposable
{
    private readonly StoreDatabase _database;

    private AtsBridgeStore(StoreDatabase database, string? tombstoneSecret, TimeProvider time)
    {
        _database = database;
        var keys = new TombstoneKeys(database, tombstoneSecret, time);
        Sync = new SyncStore(database, keys, time);
        Erasure = new ErasureStore(database, keys);
        Retention = new RetentionStore(database);
        Delivery = new DeliveryStore(database);
        Ledger = new LedgerStore(database);
        Standing = new StandingStore(database);
        Statuses = new StatusStore(database);
        Told = new ToldStore(database);
        WriteBack = new WriteBackStore(database);
    }

    /// <summary>For passes over sources.</summary>
    public ISyncStore Sync { get; }

    /// <summary>For delivery.</summary>
    public IDeliveryStore Delivery { get; }

    /// <summary>For questions and an operator's changes.</summary>
    public ILedgerStore Ledger { get; }

    /// <summary>For a look at how things stand.</summary>
    public IStandingStore Standing { get; }

    /// <summary>For what platforms say of invites.</summary>
    public IStatusStore Statuses { get; }

    /// <summary>For what sources tell of applications.</summary>
    public IToldStore Told { get; }

    /// <summary>For news of invites that sources are told.</summary>
    public IWriteBackStore WriteBack { get; }

    /// <summary>For erasing people.</summary>
    public IErasureStore Erasure { get; }

    /// <summary>For removing what is over.</summary>
    public IRetentionStore Retention { get; }

    /// <summary>Opens a store in a SQLite file.</summary>
    /// <param name="connectionString">Names the file: <c>Data Source=atsbridge.db</c>.</param>
    /// <param name="access">What for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tombstoneSecret">
    /// What tombstones are made with, at least <see cref="TombstoneKey.ShortestSecret"/> characters; null: a key in a file beside the store.
    /// </param>
    /// <exception cref="StoreException">It can't be opened; the message says why and what to do.</exception>
    public static AtsBridgeStore OpenSqlite(string connectionString, StoreAccess access, TimeProvider time, string? tombstoneSecret = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentNullException.ThrowIfNull(time);
        return new(SqliteOpener.Open(connectionString, access, time), tombstoneSecret, time);
    }

    /// <summary>Closes it, and lets the next host in.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
