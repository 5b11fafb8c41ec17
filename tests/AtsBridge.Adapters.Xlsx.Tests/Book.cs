using System.IO.Compression;
using System.Text;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>Writes workbooks part by part, so that each part can be what no program would write.</summary>
internal sealed class Book
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string State, string Xml)> _sheets = [];
    private readonly List<(string Name, byte[] Bytes)> _others = [];

    /// <summary>What the workbook says of its days.</summary>
    public string Properties { get; init; } = "<workbookPr/>";

    /// <summary>The texts that sheets share.</summary>
    public List<string> Shared { get; } = [];

    public static Book Of(params Cell[][] rows) => new Book().Sheet("People", rows);

    public Book Sheet(string name, params Cell[][] rows) => Raw(name, Rows(rows));

    /// <summary>A sheet with this inside.</summary>
    public Book Raw(string name, string inner, string state = "visible")
    {
        _sheets.Add((name, state, $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet {Main}>{inner}</worksheet>"));
        return this;
    }

    public Book Hidden(string name, params Cell[][] rows) => Raw(name, Rows(rows), "hidden");

    public Book With(string part, string text) => With(part, Encoding.UTF8.GetBytes(text));

    public Book With(string part, byte[] bytes)
    {
        _others.Add((part, bytes));
        return this;
    }

    public static string Rows(params Cell[][] rows) => $"<sheetData>{string.Concat(rows.Select((r, i) => Row(i + 1, r)))}</sheetData>";

    public static string Row(int number, params Cell[] cells) => $"<row r=\"{number}\">{string.Concat(cells.Select((c, i) => At(c, i, number)))}</row>";

    public IReadOnlyList<(string Name, byte[] Bytes)> Parts()
    {
        var sheets = string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{Cell.Escaped(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"));
        var links = string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"));
        (string Name, string Xml)[] parts =
        [
            ("xl/workbook.xml", $"<workbook {Main} xmlns:r=\"{Links}\">{Properties}<sheets>{sheets}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"),
            ("xl/styles.xml", Styles()),
            ("xl/sharedStrings.xml", $"<sst {Main}>{string.Concat(Shared)}</sst>"),
            .. _sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", s.Xml)),
        ];
        // What was given stands in the place of what is made.
        return [.. parts.Where(p => !_others.Exists(o => o.Name == p.Name)).Select(p => (p.Name, Encoding.UTF8.GetBytes(p.Xml))), .. _others];
    }

    public byte[] Bytes(CompressionLevel level = CompressionLevel.Fastest) => Zip(Parts(), level);

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> parts, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    public static string Column(int index) => (index < 26 ? "" : ((char)('A' + (index / 26) - 1)).ToString()) + (char)('A' + (index % 26));

    private static string At(Cell cell, int column, int row) =>
        $"<c r=\"{Column(column)}{row}\" s=\"{cell.Style}\"{(cell.Type.Length == 0 ? "" : $" t=\"{cell.Type}\"")}>{cell.Inner}</c>";

    private static string Styles() =>
        $"<styleSheet {Main}><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"00000\"/><numFmt numFmtId=\"165\" formatCode=\"dd\\.mm\\.yyyy\\ hh:mm\"/></numFmts>" +
        "<cellXfs>" + string.Concat(new[] { 0, 14, 22, 164, 46, 165 }.Select(f => $"<xf numFmtId=\"{f}\" xfId=\"0\" applyNumberFormat=\"1\"/>")) + "</cellXfs></styleSheet>";
}
