using System.Text;
using AtsBridge.Adapters.Files;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Csv.Tests;

public sealed class CsvConformanceTests : FileSourceConformance<CsvSource, CsvSettings>
{
    private const string NoNulls = "a table has a cell for every heading, and a cell is never null";

    protected override string Extension => "csv";

    protected override IReadOnlyList<Lacking> Lacks => [new(Ability.MissingFields, NoNulls), new(Ability.Nulls, NoNulls)];

    protected override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    protected override CsvSettings Settings(string path) => new() { Path = path, Fields = ConformanceFields.Map };

    protected override byte[] Write(IReadOnlyList<SampleApplication> applications) =>
        Encoding.UTF8.GetBytes(string.Concat(applications.Select(a => Line(a.Values.Values)).Prepend(Line(SampleField.Names))));

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(c => $"\"{c?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n";
}
