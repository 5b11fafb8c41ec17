using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

public sealed class LargeSetTests
{
    /// <summary>Run by hand: dotnet run --project tests/AtsBridge.Storage.Tests -c Release -- -explicit only -showLiveOutput</summary>
    [Fact(Explicit = true)]
    public async Task AHundredThousandChangesAreStagedAndSealedInSeconds()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var store = new SqliteStore();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var kind in new[] { ChangeKind.New, ChangeKind.Changed })
        {
            var changes = Enumerable.Range(0, 100_000).Select(i => World.New($"{i:D6}") with { Kind = kind, Before = kind == ChangeKind.New ? null : ApplicationJson.Write(World.Application($"{i:D6}")) }).ToList();
            await using var session = await store.Open.Sync.OpenAsync("acme", SyncMode.Commit, cancellation);
            var run = await session.BeginRunAsync(World.Start, cancellation);
            process.Refresh();
            var cpu = process.TotalProcessorTime;
            var clock = System.Diagnostics.Stopwatch.StartNew();
            foreach (var chunk in changes.Chunk(1_000))
            {
                await session.StageAsync(chunk, cancellation);
            }

            output.WriteLine($"{kind}: staged after {clock.ElapsedMilliseconds} ms");
            await using (var seal = await session.BeginSealAsync(cancellation))
            {
                await foreach (var chunk in session.StagedAsync(cancellation))
                {
                    await seal.WriteAsync(run, World.Start, [.. chunk.Select(c => World.Sealed(c.After.Key) with { Change = c })], cancellation);
                }

                await session.EndSetAsync(cancellation);
                await seal.CompleteAsync(new(), World.Certificate(run), cancellation);
            }

            process.Refresh();
            output.WriteLine($"{kind}: sealed after {clock.ElapsedMilliseconds} ms; {process.TotalProcessorTime - cpu} of processor time");
            clock.Restart();
            var known = 0;
            foreach (var page in changes.Chunk(2_000))
            {
                known += (await session.FindAsync([.. page.Select(c => c.After.Key)], cancellation)).Count;
            }

            output.WriteLine($"{kind}: found {known} after {clock.ElapsedMilliseconds} ms");
            clock.Restart();
            output.WriteLine($"{kind}: {(await World.ListAsync(session.FingerprintsAsync(cancellation))).Count} fingerprints after {clock.ElapsedMilliseconds} ms");
        }
    }
}
