using System.Globalization;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using CsCheck;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Tests;

/// <summary>Writes that wait for the turn together share a commit, and nobody can tell by anything but the time.</summary>
public sealed class SharedCommitsTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-tests-").FullName;
    private readonly StoreDatabase _store;

    public SharedCommitsTests()
    {
        _store = SqliteOpener.Open($"Data Source={Path.Combine(_folder, "store.db")}", StoreAccess.Host, TimeProvider.System);
        using var db = _store.Open();
        db.Run("CREATE TABLE kept (number INTEGER PRIMARY KEY)");
        db.Run("CREATE TABLE owed (number INTEGER REFERENCES kept (number) DEFERRABLE INITIALLY DEFERRED)");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task OneThatFailsAmongOthersIsUndoneAlone()
    {
        var (first, failing, last) = await TogetherAsync(() => (Keep(1), Keep(2, fault: new InvalidOperationException("no")), Keep(3)));

        Assert.Equal(1, await first);
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal(3, await last);
        Assert.Equal([1, 3], Kept());
    }

    [Fact]
    public async Task NoneIsToldBeforeAllAreOnDisk()
    {
        Task<int>? first = null;
        (bool Told, int Seen)? meanwhile = null;
        var second = await TogetherAsync(() =>
        {
            first = Keep(1);
            return _store.WriteAsync(db =>
            {
                meanwhile = (first.IsCompleted, Kept().Count);
                return Insert(db, 2);
            }, Cancellation);
        });

        Assert.Equal((1, 2), (await first!, await second));
        Assert.Equal((false, 0), meanwhile);
        Assert.Equal([1, 2], Kept());
    }

    [Fact]
    public async Task AFaultOfTheCommitReachesAll()
    {
        var (first, owing) = await TogetherAsync(() => (Keep(1), _store.WriteAsync(db =>
        {
            db.Run("INSERT INTO owed (number) VALUES (99)");
            return Task.FromResult(2);
        }, Cancellation)));

        var fault = await Assert.ThrowsAsync<StoreException>(() => first);
        Assert.IsType<SqliteException>(fault.InnerException);
        Assert.NotSame(fault, await Assert.ThrowsAsync<StoreException>(() => owing));
        Assert.Empty(Kept());
        Assert.Equal(3, await Keep(3));
    }

    [Fact]
    public async Task WhereTheWholeTransactionIsGivenUpNobodyIsToldThatItWasKept()
    {
        // As SQLite itself does it where the disk is full.
        var (first, fatal, last) = await TogetherAsync(() => (Keep(1), _store.WriteAsync<int>(db =>
        {
            db.Run("ROLLBACK");
            throw new IOException("disk full");
        }, Cancellation), Keep(3)));

        await Assert.ThrowsAnyAsync<Exception>(() => first);
        await Assert.ThrowsAsync<IOException>(() => fatal);
        await Assert.ThrowsAnyAsync<Exception>(() => last);
        Assert.Empty(Kept());
        Assert.Equal(4, await Keep(4));
    }

    [Fact]
    public async Task TheyRunInTheOrderInWhichTheyCame()
    {
        var order = new List<int>();
        await Task.WhenAll(await TogetherAsync(() => Enumerable.Range(1, 20).Select(n => _store.WriteAsync(db =>
        {
            order.Add(n);
            return Insert(db, n);
        }, Cancellation)).ToList()));

        Assert.Equal(Enumerable.Range(1, 20), order);
    }

    [Fact]
    public async Task OneThatWaitsNoLongerIsNotRunAndHarmsNobody()
    {
        using var enough = new CancellationTokenSource();
        var (first, cancelled, last) = await TogetherAsync(() =>
        {
            var all = (Keep(1), Keep(2, token: enough.Token), Keep(3));
            enough.Cancel();
            return all;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal((1, 3), (await first, await last));
        Assert.Equal([1, 3], Kept());
    }

    [Fact]
    public async Task WhoeverIsCancelledInTheMiddleLearnsWhatCameOfIt()
    {
        using var enough = new CancellationTokenSource();
        var (_, late) = await TogetherAsync(() => (Keep(1), _store.WriteAsync(db =>
        {
            enough.Cancel();
            return Insert(db, 2);
        }, enough.Token)));

        Assert.Equal(2, await late);
        Assert.Equal([1, 2], Kept());
    }

    [Fact]
    public async Task OneAloneThatFailsLeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Keep(1, fault: new InvalidOperationException("no")));
        Assert.Empty(Kept());
        Assert.Equal(2, await Keep(2));
    }

    [Fact]
    public void WhateverComesTogetherIsKeptAsOneByOne() => Gen.Bool.Array[1, 30].Sample(fails =>
    {
        using (var db = _store.Open())
        {
            db.Run("DELETE FROM kept");
        }

        // From as many threads as there are, so that some are alone, and some together.
        var writes = fails.Select((f, i) => Task.Run(() => Keep(i, f ? new InvalidOperationException("no") : null))).ToArray();
        var told = Task.WhenAll(writes.Select(Told)).GetAwaiter().GetResult();
        Assert.Equal(fails.Select(f => !f), told);
        Assert.Equal(Enumerable.Range(0, fails.Length).Where(i => !fails[i]), Kept());
    }, iter: 200, threads: 1);

    private static async Task<bool> Told(Task<int> write)
    {
        try
        {
            await write;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Lets them come while somebody else has the turn.</summary>
    private async Task<T> TogetherAsync<T>(Func<T> come)
    {
        using (await _store.TurnAsync(Cancellation))
        {
            return come();
        }
    }

    private Task<int> Keep(int number, Exception? fault = null, CancellationToken? token = null) => _store.WriteAsync(
        async db => fault is null ? await Insert(db, number) : await Insert(db, number) < 0 ? 0 : throw fault, token ?? Cancellation);

    private static Task<int> Insert(StoreDb db, int number)
    {
        db.Statement("INSERT INTO kept (number) VALUES (@number)", "@number").Run(number);
        return Task.FromResult(number);
    }

    /// <summary>What a connection sees that has no part in it.</summary>
    private List<int> Kept()
    {
        using var db = _store.Open();
        using var reader = db.Statement("SELECT number FROM kept ORDER BY number").Read();
        var all = new List<int>();
        while (reader.Read())
        {
            all.Add(Convert.ToInt32(reader.GetInt64(0), CultureInfo.InvariantCulture));
        }

        return all;
    }
}
