using AtsBridge.Adapters.Csv;
using AtsBridge.Adapters.Json;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Xlsx;
using AtsBridge.Adapters.Xml;
using AtsBridge.Benchmarks.Data;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>How an export of a form is configured.</summary>
/// <param name="Format">The form.</param>
internal sealed record SourceKind(ExportFormat Format)
{
    private static readonly HttpClient Http = new();

    internal static SourceKind Csv { get; } = new(ExportFormat.Csv);

    internal static SourceKind NdJson { get; } = new(ExportFormat.NdJson);

    internal static SourceKind JsonArray { get; } = new(ExportFormat.JsonArray);

    internal static SourceKind Xml { get; } = new(ExportFormat.Xml);

    internal static SourceKind Xlsx { get; } = new(ExportFormat.Xlsx);

    /// <summary>One source that reads one file on every run.</summary>
    internal ConfiguredSource Configure(string name, string export)
    {
        var context = new AdapterContext(name, Path.GetDirectoryName(export)!);
        return new ConfiguredSource
        {
            Name = name,
            Reader = Format switch
            {
                ExportFormat.Csv => new CsvSource(new CsvSettings { Path = export, Fields = Fields(), StableFor = TimeSpan.Zero }, context, TimeProvider.System, Http),
                // Where records are is named: to find it out is to read the file once more.
                ExportFormat.Xml => new XmlSource(new XmlSettings { Path = export, Records = "Applications/Application", Fields = Fields(), StableFor = TimeSpan.Zero }, context, TimeProvider.System, Http),
                ExportFormat.Xlsx => new XlsxSource(new XlsxSettings { Path = export, Fields = Fields(), StableFor = TimeSpan.Zero }, context, TimeProvider.System, Http),
                _ => new JsonSource(new JsonSettings { Path = export, Fields = Fields(), StableFor = TimeSpan.Zero }, context, TimeProvider.System, Http),
            },
            DefaultRegion = "US",
        };
    }

    /// <summary>The one route, which takes a thousandth on the day on which a hundredth moves.</summary>
    internal static RouteTable Routes(string source) => new(
    [
        new Route
        {
            Name = "phone interviews",
            Source = source,
            Sink = "gather",
            When = new RouteConditions { Stage = [new Pattern(ExportRow.MappedStage)] },
            Invite = new InviteTemplate { InterviewId = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41" },
        },
    ]);

    private FieldMap Fields()
    {
        string Of(int column) => Format switch
        {
            ExportFormat.Csv or ExportFormat.Xlsx => ExportRow.Headings[column],
            ExportFormat.Xml => ExportRow.Names[column],
            // In JSON a name with a blank is written as a path of one quoted step.
            _ => $"['{ExportRow.Headings[column]}']",
        };
        return new FieldMap
        {
            ApplicationId = Of(0), CandidateId = Of(1), FirstName = Of(2), LastName = Of(3), Email = Of(4), Phone = Of(5), JobId = Of(6), JobTitle = Of(7),
            Stage = Of(8), StageEnteredAt = Of(9), Status = Of(10), UpdatedAt = Of(11),
        };
    }
}
