using AtsBridge.Adapters.Files;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Xlsx.Tests;

public sealed class XlsxConformanceTests : FileSourceConformance<XlsxSource, XlsxSettings>
{
    private const string NoNulls = "a table has a cell for every heading, and a cell is never null";
    private const string Checked = "a workbook is checked part by part, and one that is damaged is refused as a whole";

    protected override string Extension => "xlsx";

    protected override IReadOnlyList<Lacking> Lacks =>
        [new(Ability.MissingFields, NoNulls), new(Ability.Nulls, NoNulls), new(Ability.TextEncodings, "a workbook says its encoding itself"), new(Ability.DamagedBytes, Checked)];

    protected override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    protected override XlsxSettings Settings(string path) => new() { Path = path, Fields = ConformanceFields.Map };

    protected override byte[] Write(IReadOnlyList<SampleApplication> applications) =>
        Book.Of([.. applications.Select(a => Row(a.Values.Values)).Prepend(Row(SampleField.Names))]).Bytes();

    private static Cell[] Row(IEnumerable<string?> values) => [.. values.Select(v => Cell.Inline(v ?? ""))];
}
