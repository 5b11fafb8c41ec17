using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;
using AtsBridge.Storage;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>The first sync of all: every row is new.</summary>
internal sealed class FirstSyncCase : BenchmarkCase
{
    internal override string Name => "csv-first";

    internal override string What => "csv, first sync";

    internal override string Floor => "the same reading and hashing, and one prepared insert transaction of the snapshot";

    internal override double Goal => 2;

    internal override Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        place.Export("day1.Csv", ExportFormat.Csv);
        return Task.CompletedTask;
    }

    internal override void Reset(Workplace place)
    {
        foreach (var old in Directory.EnumerateFiles(place.Folder, "first.db*"))
        {
            File.Delete(old);
        }

        // Both sides begin with the store's empty tables.
        AtsBridgeStore.OpenSqlite($"Data Source={place["first.db"]}", StoreAccess.Host, TimeProvider.System).DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        SnapshotFloor.Run(place["first.db"], place["day1.Csv"], _ => true);
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        var run = await Workplace.SyncAsync(place["first.db"], SourceKind.Csv, place["day1.Csv"], cancellationToken);
        Expect.Equal(place.Rows, run.New);
    }
}
