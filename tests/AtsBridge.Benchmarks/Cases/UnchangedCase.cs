using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>An export of which nothing has changed, in another order: another file, and no news.</summary>
internal sealed class UnchangedCase(string name, SourceKind kind, double goal) : BenchmarkCase
{
    private readonly string _format = kind.Format.ToString();

    internal override string Name => name;

    internal override string What => $"{_format}, nothing changed since the last sync";

    internal override string Floor => kind.Format == ExportFormat.Csv ? "Sylvan reads every field and hashes every row" : "Utf8JsonReader over every token";

    internal override double Goal => goal;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        var turned = place.Export($"turned.{_format}", kind.Format, turned: true);
        await place.StoreAsync($"{_format}.db", kind, [turned, place.Export($"day1.{_format}", kind.Format)], cancellationToken);
    }

    /// <summary>Otherwise the second run would meet the file that the first has read, and not read it.</summary>
    internal override void Reset(Workplace place) => place.Renew($"unchanged-{_format}.db", $"{_format}.db");

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        _ = kind.Format == ExportFormat.Csv ? (object)CsvFloor.Run(place[$"turned.{_format}"]) : JsonFloor.Run(place[$"turned.{_format}"]);
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        var run = await Workplace.SyncAsync(place[$"unchanged-{_format}.db"], kind, place[$"turned.{_format}"], cancellationToken);
        Expect.Equal(place.Rows, run.Unchanged);
    }
}
