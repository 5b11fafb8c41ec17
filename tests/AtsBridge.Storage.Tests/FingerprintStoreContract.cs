using System.Globalization;
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
            await seal.KeepFingerprintsAsync([World.New("1").Fingerprint], new UInt128[] { 11 }.ToAsyncEnumerable(), Cancellation);
            await seal.CompleteAsync(new() { Cursor = "c", Baselined = true, Present = 2 }, World.Certificate(run), Cancellation);
        }

        await using var next = await OpenAsync();
        await using var look = await next.BeginSealAsync(Cancellation);
        Assert.True(await look.HasFingerprintsAsync(Cancellation));
        await look.DisposeAsync();
        await SameAsync(2);
    }

    /// <summary>
    /// What a long row of seals has said is gone and came, against who is present: few of many, so that the parts are added to, and
    /// joined now and then.
    /// </summary>
    [Fact]
    public async Task AfterAnyRowOfSealsTheyAreThoseOfWhoIsPresent()
    {
        var random = new Random(20);
        var present = Enumerable.Range(0, 400).ToDictionary(i => $"{i}", i => (UInt128)i + 1, StringComparer.Ordinal);
        await SealAsync([.. present.Select(p => Moved(p.Key, p.Value))]);
        await SameAsync(present.Count);
        for (var round = 0; round < 60; round++)
        {
            var (changes, gone, come) = (new List<SealedChange>(), new List<UInt128>(), new List<UInt128>());
            foreach (var key in Enumerable.Range(0, random.Next(1, 9)).Select(_ => $"{random.Next(420)}").Distinct(StringComparer.Ordinal))
            {
                var was = present.TryGetValue(key, out var old);
                var vanishes = was && random.Next(3) == 0;
                // Now and then as it was once before: it comes after it was gone.
                var next = random.Next(2) == 0 ? UInt128.Parse(key, CultureInfo.InvariantCulture) + 1 : (UInt128)random.NextInt64();
                gone.AddRange(was && (vanishes || next != old) ? [old] : []);
                come.AddRange(!vanishes && (!was || next != old) ? [next] : []);
                _ = vanishes ? present.Remove(key) : (present[key] = next) == next;
                changes.Add(vanishes ? World.Sealed(key, kind: ChangeKind.Vanished) : Moved(key, next));
            }

            await using (var session = await OpenAsync())
            {
                var run = await session.BeginRunAsync(World.Start, Cancellation);
                await using var seal = await session.BeginSealAsync(Cancellation);
                Assert.True(await seal.HasFingerprintsAsync(Cancellation));
                await seal.WriteAsync(run, World.Start, changes, Cancellation);
                await seal.KeepFingerprintsAsync(gone, come.ToAsyncEnumerable(), Cancellation);
                await seal.CompleteAsync(new() { Cursor = "c", Baselined = true, Present = present.Count }, World.Certificate(run), Cancellation);
            }

            Assert.Equal(present.Values.Order(), await KeptAsync());
            Assert.Equal(present.Values.Order(), await PresentAsync());
        }
    }

    [Fact]
    public async Task WhereSomebodyIsErasedInTheSealItselfTheyAreLookedUp()
    {
        await SealAsync(World.Sealed("1"), World.Sealed("2"), World.Sealed("3"));
        await SameAsync(3);
        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            await seal.WriteAsync(run, World.Start, [World.Sealed("3") with { Erased = new(1, 2, 3, Present: true) }, Moved("1", 11)], Cancellation);
            await seal.KeepFingerprintsAsync([World.New("1").Fingerprint], new UInt128[] { 11 }.ToAsyncEnumerable(), Cancellation);
            Assert.False(await seal.HasFingerprintsAsync(Cancellation));
            await seal.CompleteAsync(new() { Cursor = "c", Baselined = true, Present = 3 }, World.Certificate(run), Cancellation);
        }

        await SameAsync(2);
    }

    [Fact]
    public async Task APlanKeepsNothing()
    {
        await SealAsync(World.Sealed("1"));
        await using (var plan = await OpenAsync(SyncMode.Plan))
        {
            Assert.Single(Assert.Single(await World.ListAsync(plan.FingerprintsAsync(Cancellation))));
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
        return [.. (await World.ListAsync(session.FingerprintsAsync(Cancellation).Select(p => p.ToList()))).SelectMany(p => p).Order()];
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
