using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Storage.Tests;

/// <summary>A store in a file of its own, gone with the test.</summary>
internal sealed class SqliteStore : IAsyncDisposable
{
    internal SqliteStore()
    {
        Directory.CreateDirectory(Folder);
        Open = AtsBridgeStore.OpenSqlite(ConnectionString, StoreAccess.Host, Time);
    }

    internal FakeTimeProvider Time { get; } = new(World.Start);

    internal string Folder { get; } = Path.Combine(Path.GetTempPath(), $"atsbridge-tests-{Guid.NewGuid():N}");

    internal string File => Path.Combine(Folder, "store.db");

    internal string ConnectionString => $"Data Source={File}";

    internal AtsBridgeStore Open { get; private set; }

    internal async Task RestartAsync()
    {
        await Open.DisposeAsync();
        Open = AtsBridgeStore.OpenSqlite(ConnectionString, StoreAccess.Host, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await Open.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
