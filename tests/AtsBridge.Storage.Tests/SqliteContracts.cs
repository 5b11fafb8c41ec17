namespace AtsBridge.Storage.Tests;

public sealed class SqliteDeliveryStoreTests : DeliveryStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    protected override Task RestartAsync() => _store.RestartAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteSyncStoreTests : SyncStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteLedgerStoreTests : LedgerStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteRateBudgetTests : RateBudgetContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    protected override Task RestartAsync() => _store.RestartAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteSinkStateTests : SinkStateContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    protected override Task RestartAsync() => _store.RestartAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteStatusStoreTests : StatusStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    protected override Task RestartAsync() => _store.RestartAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteStandingStoreTests : StandingStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    [Fact]
    public async Task WhoHoldsTheStoreIsSaidAndGoneWithHim()
    {
        Assert.Contains($"process {Environment.ProcessId} ", _store.Open.Standing.Host(), StringComparison.Ordinal);
        await _store.Open.DisposeAsync();

        await using var looking = AtsBridgeStore.OpenSqlite(_store.ConnectionString, StoreAccess.ReadOnly, _store.Time);

        Assert.Null(looking.Standing.Host());
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteGuardStoreTests : GuardStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteFingerprintStoreTests : FingerprintStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteNewsStoreTests : NewsStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

public sealed class SqliteToldStoreTests : ToldStoreContract, IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    protected override AtsBridgeStore Store => _store.Open;

    protected override Task RestartAsync() => _store.RestartAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
