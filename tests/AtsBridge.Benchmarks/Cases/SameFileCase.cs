using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>The same export once more, byte for byte.</summary>
internal sealed class SameFileCase : BenchmarkCase
{
    internal override string Name => "csv-same";

    internal override string What => "the same csv again, byte for byte";

    internal override string Floor => "reading the file once and hashing it";

    internal override double Goal => 1.5;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        await place.StoreAsync("same.db", SourceKind.Csv, [place.Export("day1.Csv", ExportFormat.Csv)], cancellationToken);
        // A delivery of its own: the time of the last write is another, and nothing else.
        File.SetLastWriteTimeUtc(place["day1.Csv"], DateTime.UnixEpoch.AddYears(56));
    }

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        HashFloor.Run(place["day1.Csv"]);
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        var run = await Workplace.SyncAsync(place["same.db"], SourceKind.Csv, place["day1.Csv"], cancellationToken);
        Expect.Equal(place.Rows, run.Unchanged);
    }
}
