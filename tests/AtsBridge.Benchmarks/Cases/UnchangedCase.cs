using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>An export of which nothing has changed, in another order: another file, and no news.</summary>
internal sealed class UnchangedCase(string name, SourceKind kind, double goal) : BenchmarkCase
{
    private readonly string _format = kind.Format.ToString();

    internal override string Name => name;

    internal override string What => $"{_format}, nothing changed since the last sync";

    internal override string Floor => kind.Format switch
    {
        ExportFormat.Csv => "Sylvan reads every field and hashes every row",
        ExportFormat.Xml => "XmlReader over every node",
        ExportFormat.Xlsx => "ExcelDataReader over every cell",
        _ => "Utf8JsonReader over every token",
    };

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
        var file = place[$"turned.{_format}"];
        _ = kind.Format switch
        {
            ExportFormat.Csv => (object)CsvFloor.Run(file),
            ExportFormat.Xml => XmlFloor.Run(file),
            ExportFormat.Xlsx => XlsxFloor.Run(file),
            _ => JsonFloor.Run(file),
        };
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        var run = await Workplace.SyncAsync(place[$"unchanged-{_format}.db"], kind, place[$"turned.{_format}"], cancellationToken);
        Expect.Equal(place.Rows, run.Unchanged);
    }
}
