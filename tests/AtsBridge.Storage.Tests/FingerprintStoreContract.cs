using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>
/// The fingerprints that a store keeps side by side are those of the snapshot, whatever happened since: one too many, and a change would
/// pass for something known.
/// </summary>
public abstract class FingerprintStoreContract
{
    protected abstract AtsBridgeStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoeverChangesVanishesOrIsErasedTakesTheirsAlong()
    {
        await SealAsync(World.Sealed("1"), World.Sealed("2"), World.Sealed("3"), World.Sealed("4"));
        await SameAsync(4);

        await SealAsync(Moved("1", 11));
        await SameAsync(4);

        await SealAsync(World.Sealed("2", kind: ChangeKind.Vanished));
        await SameAsync(3);

        Assert.True((await Store.Erasure.EraseAsync("3", null, false, World.Start, Cancellation)).Erased);
        await SameAsync(2);
    }

    [Fact]
    public async Task WhoIsNewIsThereOrIsReadOnceMore()
    {
        await SealAsync(World.Sealed("1"));
        await SameAsync(1);

        await SealAsync(World.Sealed("2"));

        Assert.Subset((await PresentAsync()).ToHashSet(), (await KeptAsync()).ToHashSet());
    }

    [Fact]
    public async Task WhatASealSaysIsKept()
    {
        await SealAsync(World.Sealed("1"), World.Sealed("2"));
        await SameAsync(2);

        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            Assert.True(await seal.HasFingerprintsAsync(Cancellation));
            await seal.WriteAsync(run, World.Start, [Moved("1", 11)], Cancellation);
            Assert.False(await seal.HasFingerprintsAsync(Cancellation));
            await seal.KeepFingerprintsAsync(new UInt128[] { 11, World.New("2").Fingerprint }.ToAsyncEnumerable(), Cancellation);
            await seal.CompleteAsync(new() { Cursor = "c", Baselined = true, Present = 2 }, World.Certificate(run), Cancellation);
        }

        await using var next = await OpenAsync();
        await using var look = await next.BeginSealAsync(Cancellation);
        Assert.True(await look.HasFingerprintsAsync(Cancellation));
        await look.DisposeAsync();
        await SameAsync(2);
    }

    [Fact]
    public async Task APlanKeepsNothing()
    {
        await SealAsync(World.Sealed("1"));
        await using (var plan = await OpenAsync(SyncMode.Plan))
        {
            Assert.Single(await World.ListAsync(plan.FingerprintsAsync(Cancellation)));
        }

        await using var session = await OpenAsync();
        await using var seal = await session.BeginSealAsync(Cancellation);
        Assert.False(await seal.HasFingerprintsAsync(Cancellation));
    }

    private static SealedChange Moved(string key, UInt128 fingerprint) =>
        World.Sealed(key, kind: ChangeKind.Changed) with { Change = World.New(key, "Offer", fingerprint) with { Kind = ChangeKind.Changed } };

    private Task<ISyncSession> OpenAsync(SyncMode mode = SyncMode.Commit) => Store.Sync.OpenAsync("acme", mode, Cancellation);

    private Task SealAsync(params SealedChange[] changes) => World.SealAsync(Store.Sync, RunOutcome.Succeeded, changes);

    private async Task<List<UInt128>> KeptAsync()
    {
        await using var session = await OpenAsync();
        return [.. (await World.ListAsync(session.FingerprintsAsync(Cancellation))).Order()];
    }

    private async Task<List<UInt128>> PresentAsync()
    {
        await using var session = await OpenAsync();
        return [.. (await World.ListAsync(session.PresentAsync(Cancellation))).Select(a => a.Fingerprint).Order()];
    }

    /// <summary>Twice: looked up first, and as they are kept from then on.</summary>
    private async Task SameAsync(int count)
    {
        var present = await PresentAsync();
        Assert.Equal(count, present.Count);
        Assert.Equal(present, await KeptAsync());
        Assert.Equal(present, await KeptAsync());
    }
}
