using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;
using AtsBridge.Storage;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>Fifty sources are read at one time, as the host reads those whose schedules fall together. Nothing has changed in any.</summary>
internal sealed class ManySourcesCase : BenchmarkCase
{
    private const int Sources = 50;

    /// <summary>So many threads the host's scheduler has for its jobs.</summary>
    private const int AtOnce = 10;

    internal override string Name => "many-sources";

    internal override string What => FormattableString.Invariant($"{Sources} csv sources at one time, nothing changed since the last sync");

    internal override string Floor => "Sylvan reads every field and hashes every row of as many files as fall to one core";

    internal override double Goal => 1.5;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        var each = Each(place);
        foreach (var name in Names())
        {
            each.Export($"{name}.turned.Csv", ExportFormat.Csv, turned: true);
            each.Export($"{name}.Csv", ExportFormat.Csv);
        }

        if (!File.Exists(each["many.db"]))
        {
            // The second sync knows all and keeps the fingerprints; the one that is measured finds another order than that.
            await SyncAsync(each, each["many.db.new"], "Csv", cancellationToken);
            await SyncAsync(each, each["many.db.new"], "turned.Csv", cancellationToken);
            File.Move(each["many.db.new"], each["many.db"]);
        }
    }

    internal override void Reset(Workplace place) => Each(place).Renew("read.db", "many.db");

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        foreach (var name in Names().Take(Sources / Environment.ProcessorCount))
        {
            CsvFloor.Run(Each(place)[$"{name}.Csv"]);
        }

        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken) =>
        Expect.Equal(Sources * (long)Each(place).Rows, await SyncAsync(Each(place), Each(place)["read.db"], "Csv", cancellationToken));

    /// <summary>All sources, some at a time, into one store.</summary>
    /// <returns>How many records were known already.</returns>
    private static async Task<long> SyncAsync(Workplace each, string path, string file, CancellationToken cancellationToken)
    {
        var unchanged = 0L;
        await using var store = AtsBridgeStore.OpenSqlite($"Data Source={path}", StoreAccess.Host, TimeProvider.System);
        await Parallel.ForEachAsync(Names(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (name, token) =>
        {
            var run = await Workplace.SyncAsync(store, SourceKind.Csv, name, each[$"{name}.{file}"], token);
            Interlocked.Add(ref unchanged, run.Unchanged);
        });
        return unchanged;
    }

    private static Workplace Each(Workplace place) => new(Path.Combine(place.Folder, "many"), place.Rows / Sources);

    private static IEnumerable<string> Names() => Enumerable.Range(1, Sources).Select(i => FormattableString.Invariant($"source{i}"));
}
