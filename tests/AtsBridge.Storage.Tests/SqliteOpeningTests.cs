using System.Globalization;
using AtsBridge.Storage.Opening;
using AtsBridge.Sync;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Tests;

public sealed class SqliteOpeningTests : IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private AtsBridgeStore Open(StoreAccess access, string? file = null) =>
        AtsBridgeStore.OpenSqlite(file is null ? _store.ConnectionString : $"Data Source={file}", access, _store.Time);

    private string Refused(StoreAccess access, string? file = null) => Assert.Throws<StoreException>(() => Open(access, file)).Message;

    [Fact]
    public async Task ASecondHostIsRefusedByTheNameOfTheFirstUntilItIsGone()
    {
        var message = Refused(StoreAccess.Host);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ("), message, StringComparison.Ordinal);
        Assert.Contains($"on {Environment.MachineName}, since 2026-03-02 08:00:00 UTC", message, StringComparison.Ordinal);
        await _store.Open.DisposeAsync();
        await using var next = Open(StoreAccess.Host);
    }

    [Fact]
    public async Task TheLockEndsWithItsProcessHoweverThatEnds()
    {
        var file = Path.Combine(_store.Folder, "other.db");
        using var other = await OtherHost.StartAsync($"Data Source={file}");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {other.Id} ("), Refused(StoreAccess.Host, file), StringComparison.Ordinal);
        await using (var beside = Open(StoreAccess.Operator, file))
        {
            await World.SealAsync(beside.Sync, RunOutcome.Succeeded, World.Sealed("1"));
        }

        await other.KillAsync();
        Assert.True(File.Exists(file + ".holder"));
        await using var next = Open(StoreAccess.Host, file);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ("), Refused(StoreAccess.Host, file), StringComparison.Ordinal);
        Assert.Single(await next.Ledger.ExplainAsync("1", Cancellation));
    }

    [Fact]
    public async Task StaleDetailsNameNobody()
    {
        await File.WriteAllTextAsync(_store.File + ".holder", $$"""{"Machine":"{{Environment.MachineName}}","ProcessId":2147480000,"Command":"old"}""", Cancellation);
        Assert.Contains("another process, which has not said yet who it is", Refused(StoreAccess.Host), StringComparison.Ordinal);
        await File.WriteAllTextAsync(_store.File + ".holder", "{ half", Cancellation);
        Assert.Contains("another process", Refused(StoreAccess.Host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreAccess.Host)]
    [InlineData(StoreAccess.Operator)]
    public async Task AStoreThatWasKilledWhileItWasMadeIsMadeAgain(StoreAccess access)
    {
        var cut = Path.Combine(_store.Folder, "cut.db");
        await using (var connection = new SqliteConnection($"Data Source={cut};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            SqliteFile.Run(connection, "PRAGMA journal_mode = WAL;");
        }

        // As a kill left it: the journal of the very first write, which says that there was nothing before it.
        byte[] journal = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 0, 0xd6, 0xea, 0xed, 0x4c, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0x10, 0];
        await File.WriteAllBytesAsync(cut + "-journal", [.. journal, .. new byte[512 - journal.Length]], Cancellation);

        Assert.Contains("cut off in the middle of a write", Refused(StoreAccess.ReadOnly, cut), StringComparison.Ordinal);
        await using var next = Open(access, cut);
        await World.SealAsync(next.Sync, RunOutcome.Succeeded, World.Sealed("1"));
    }

    [Fact]
    public async Task ALookLeavesTheFileAsItIs()
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        // Once with the host's log beside the file, once after the host has put all of it into the file.
        for (var round = 0; round < 2; round++)
        {
            var before = await BytesAsync();
            await using (var looking = Open(StoreAccess.ReadOnly))
            {
                await using var plan = await looking.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
                await plan.StageAsync([.. Enumerable.Range(0, 5_000).Select(i => World.New($"n{i}"))], Cancellation);
                await plan.EndSetAsync(Cancellation);
                Assert.Equal(5_001, (await World.ListAsync(plan.PresentAsync(Cancellation))).Count);
                Assert.Single(await looking.Ledger.ExplainAsync("1", Cancellation));
                await Assert.ThrowsAsync<StoreException>(() => looking.Delivery.SetStoppedAsync("gather", "x", World.Start, Cancellation));
            }

            Assert.Equal(before, await BytesAsync());
            await _store.Open.DisposeAsync();
        }
    }

    [Fact]
    public async Task ALookAtNothingShowsAnEmptyStoreAndMakesNoFile()
    {
        var file = Path.Combine(_store.Folder, "missing", "none.db");
        await using (var looking = Open(StoreAccess.ReadOnly, file))
        {
            await using var plan = await looking.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
            Assert.False(plan.State.Baselined);
            await plan.StageAsync([World.New("1")], Cancellation);
            await plan.EndSetAsync(Cancellation);
            Assert.Single(await plan.FindAsync(["1"], Cancellation));
            Assert.Empty(await looking.Ledger.ListAsync(new(), Cancellation));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }

    [Theory]
    [InlineData(StoreAccess.Host)]
    [InlineData(StoreAccess.Operator)]
    [InlineData(StoreAccess.ReadOnly)]
    public async Task WhatIsNoStoreIsRefusedAndStaysAsItIs(StoreAccess access)
    {
        var noise = Path.Combine(_store.Folder, "noise.db");
        await File.WriteAllTextAsync(noise, string.Concat(Enumerable.Repeat("this is a letter. ", 500)), Cancellation);
        Assert.Contains("is not a store of AtsBridge", Refused(access, noise), StringComparison.Ordinal);

        var foreign = Path.Combine(_store.Folder, "foreign.db");
        Execute(foreign, "CREATE TABLE theirs (id INTEGER)");
        var before = await File.ReadAllBytesAsync(foreign, Cancellation);
        Assert.Contains("another program", Refused(access, foreign), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(foreign, Cancellation));

        await _store.Open.DisposeAsync();
        Execute(_store.File, "INSERT INTO VersionInfo (Version, AppliedOn, Description) VALUES (999, '2030-01-01', 'from the future')");
        Assert.Contains("newer program", Refused(access), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOlderSchemaIsRefusedToWhoOnlyLooksAndMigratedByTheOthers()
    {
        var file = Path.Combine(_store.Folder, "old.db");
        Execute(file, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {SqliteFile.ApplicationId}; CREATE TABLE VersionInfo (Version INTEGER NOT NULL, AppliedOn DATETIME, Description TEXT)"));
        Assert.Contains("Start the host once", Refused(StoreAccess.ReadOnly, file), StringComparison.Ordinal);
        using (HostLock.Take(file, _store.Time))
        {
            Assert.Contains("is held by process", Refused(StoreAccess.Operator, file), StringComparison.Ordinal);
        }

        await using var opened = Open(StoreAccess.Operator, file);
        await using var looking = Open(StoreAccess.ReadOnly, file);
    }

    [Fact]
    public async Task ADamagedFileIsRefused()
    {
        await _store.Open.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(_store.File, Cancellation);
        Array.Fill(bytes, (byte)0xEE, 100, 3_900);
        await File.WriteAllBytesAsync(_store.File, bytes, Cancellation);
        Assert.Contains("is damaged", Refused(StoreAccess.Host), StringComparison.Ordinal);
        Assert.Contains("is damaged", Refused(StoreAccess.ReadOnly), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=:memory:", "names no file")]
    [InlineData("Server=db;Nonsense=1", "not one of SQLite")]
    public void AConnectionStringWithoutAFileIsRefused(string connectionString, string why) =>
        Assert.Contains(why, Assert.Throws<StoreException>(() => AtsBridgeStore.OpenSqlite(connectionString, StoreAccess.Host, _store.Time)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task EveryConnectionHasItsPragmas()
    {
        await _store.Open.DisposeAsync();
        await using var database = SqliteOpener.Open(_store.ConnectionString, StoreAccess.Host, _store.Time);
        for (var i = 0; i < 2; i++)
        {
            await using var db = database.Open();
            Assert.Equal("wal", await db.ExecuteAsync<string>("PRAGMA journal_mode", Cancellation));
            Assert.Equal([30_000, 2, 1, 1], new[] { "busy_timeout", "synchronous", "foreign_keys", "temp_store" }.Select(p => db.Execute<int>($"PRAGMA {p}")));
        }
    }

    private async Task<string> BytesAsync()
    {
        await using var file = new FileStream(_store.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(file, Cancellation));
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
