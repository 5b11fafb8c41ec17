using AtsBridge.Erasure;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests.Erasure;

/// <summary>Losing the key must be loud: with another one, people who were erased would be strangers and be invited again.</summary>
public sealed class TombstoneKeysTests : IAsyncDisposable
{
    private const string Secret = "thirty-two characters or more, at the very least";

    private readonly SqliteStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string KeyFile => _store.File + ".key";

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<AtsBridgeStore> ReopenAsync(string? secret, StoreAccess access = StoreAccess.Host)
    {
        await _store.Open.DisposeAsync();
        return AtsBridgeStore.OpenSqlite(_store.ConnectionString, access, _store.Time, secret);
    }

    private static async Task<string> RefusedAsync(AtsBridgeStore store)
    {
        await using var opened = store;
        var words = (await Assert.ThrowsAsync<StoreException>(() => store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation))).Message;
        Assert.Equal(words, (await Assert.ThrowsAsync<StoreException>(() => store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation))).Message);
        Assert.Equal(words, (await Assert.ThrowsAsync<StoreException>(() => store.Erasure.PrepareAsync(Cancellation))).Message);
        await Assert.ThrowsAsync<StoreException>(() => store.Erasure.EraseAsync("cand-2", null, false, World.Start, Cancellation));
        return words;
    }

    private static async Task SyncsAsync(AtsBridgeStore store)
    {
        await using var opened = store;
        await using var session = await store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation);
        Assert.True((await session.ErasedAsync(ErasedPeople.Nobody, Cancellation)).Contains(PersonIdentity.OfCandidate("acme", "cand-1")));
    }

    private async Task EraseOneOfTwoAsync(string? secret)
    {
        await using var store = await ReopenAsync(secret);
        await World.SealAsync(store.Sync, RunOutcome.Succeeded, World.Sealed("1"), World.Sealed("2"));
        Assert.True((await store.Erasure.EraseAsync("cand-1", null, false, World.Start, Cancellation)).Erased);
    }

    [Fact]
    public async Task AHostsFirstPassMakesAKeyThatOnlyItsOwnerReads()
    {
        Assert.False(File.Exists(KeyFile));
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1"));
        var made = await File.ReadAllTextAsync(KeyFile, Cancellation);
        Assert.Equal(64, made.Trim().Length);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(KeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await _store.RestartAsync();
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("2"));
        Assert.Equal(made, await File.ReadAllTextAsync(KeyFile, Cancellation));
        Assert.DoesNotContain(made.Trim(), string.Concat(StoreContents.Rows(_store, "SELECT hex(check_value) FROM erasure_key")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ALostOrExchangedFileStopsEverySyncUntilItIsBack()
    {
        await EraseOneOfTwoAsync(secret: null);
        var key = await File.ReadAllTextAsync(KeyFile, Cancellation);

        File.Delete(KeyFile);
        Assert.Contains($"{KeyFile} is not there, and AtsBridge:Erasure:Secret is not set", await RefusedAsync(await ReopenAsync(null)), StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile), "a new key would hide that the old one is lost");

        await File.WriteAllTextAsync(KeyFile, new string('A', 64), Cancellation);
        Assert.Contains($"{KeyFile} holds another one", await RefusedAsync(await ReopenAsync(null)), StringComparison.Ordinal);

        await File.WriteAllTextAsync(KeyFile, "half a key", Cancellation);
        Assert.Contains("is not a key of this program", await RefusedAsync(await ReopenAsync(null)), StringComparison.Ordinal);

        await File.WriteAllTextAsync(KeyFile, key, Cancellation);
        await SyncsAsync(await ReopenAsync(null));
    }

    [Fact]
    public async Task ASecretOfTheConfigurationNeedsNoFileAndMustStayTheSame()
    {
        await EraseOneOfTwoAsync(Secret);
        Assert.False(File.Exists(KeyFile));
        Assert.Contains("AtsBridge:Erasure:Secret is another one", await RefusedAsync(await ReopenAsync(Secret + ".")), StringComparison.Ordinal);
        Assert.Contains("is not there, and AtsBridge:Erasure:Secret is not set", await RefusedAsync(await ReopenAsync(null)), StringComparison.Ordinal);
        await SyncsAsync(await ReopenAsync(Secret));
    }

    [Fact]
    public async Task WhoErasesWithoutTheSecretOfTheHostIsToldSoBeforeAnythingIsErased()
    {
        await using (var host = await ReopenAsync(Secret))
        {
            await World.SealAsync(host.Sync, RunOutcome.Succeeded, World.Sealed("1"));
            await using var operating = AtsBridgeStore.OpenSqlite(_store.ConnectionString, StoreAccess.Operator, _store.Time);
            await Assert.ThrowsAsync<StoreException>(() => operating.Erasure.EraseAsync("cand-1", null, false, World.Start, Cancellation));
        }

        Assert.Single(StoreContents.Rows(_store, "SELECT * FROM application"));
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task ASecretMayBeChangedAsLongAsNobodyWasErased()
    {
        await using (var host = await ReopenAsync(Secret))
        {
            await World.SealAsync(host.Sync, RunOutcome.Succeeded, World.Sealed("1"));
        }

        await EraseOneOfTwoAsync(Secret + Secret);
        await SyncsAsync(await ReopenAsync(Secret + Secret));
    }

    [Fact]
    public async Task WhereNobodyWasErasedALookNeedsNoKey()
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1"));
        await _store.Open.DisposeAsync();
        File.Delete(KeyFile);
        await using var looking = AtsBridgeStore.OpenSqlite(_store.ConnectionString, StoreAccess.ReadOnly, _store.Time);
        await using var plan = await looking.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
        Assert.False((await plan.ErasedAsync(ErasedPeople.Nobody, Cancellation)).Any);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public void AShortSecretIsNone()
    {
        Assert.Throws<ArgumentException>(() => TombstoneKey.Of("too short"));
        Assert.NotEqual(TombstoneKey.Of(Secret).Check, TombstoneKey.Of(Secret + ".").Check);
        Assert.NotEqual(TombstoneKey.Of(Secret).OfIdentity("e:A@B.C"), TombstoneKey.Of(Secret + ".").OfIdentity("e:A@B.C"));
    }
}
