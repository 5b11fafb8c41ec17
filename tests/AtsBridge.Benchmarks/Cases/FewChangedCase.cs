using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>A hundredth of an export has moved.</summary>
internal sealed class FewChangedCase : BenchmarkCase
{
    internal override string Name => "csv-changed";

    internal override string What => "csv, 1 % changed";

    internal override string Floor => "the same reading and hashing, and one prepared upsert transaction of the changed rows";

    internal override double Goal => 1.5;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        var (day1, day2) = (place.Export("day1.Csv", ExportFormat.Csv), place.Export("day2.Csv", ExportFormat.Csv, moved: true));
        await place.StoreAsync("moving.db", SourceKind.Csv, [day1, day2, day1], cancellationToken);
    }

    internal override void Reset(Workplace place) => place.Renew("changed.db", "moving.db");

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        SnapshotFloor.Run(place["changed.db"], place["day2.Csv"], ExportFile.Moves);
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        var run = await Workplace.SyncAsync(place["changed.db"], SourceKind.Csv, place["day2.Csv"], cancellationToken);
        Expect.Equal(Enumerable.Range(0, place.Rows).Count(ExportFile.Moves), run.Changed);
    }
}
