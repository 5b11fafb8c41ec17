using System.IO.Compression;
using System.Text;
using AtsBridge.Mutations;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>
/// A hundred thousand damaged workbooks: half of them in their bytes, a quarter in the parts within, and a quarter in their cells alone, of
/// which every other damage would leave little to read. More with <c>ATSBRIDGE_MUTATIONS=5000000</c>.
/// </summary>
public sealed class MutationTests
{
    private static readonly IReadOnlyList<(string Name, byte[] Bytes)> Parts = Make().Parts();
    private static readonly byte[] Whole = Book.Zip(Parts);

    private static readonly byte[][] Bits = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 1, 2], [0x50, 0x4B, 5, 6], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], "xl/workbook.xml"u8.ToArray(), "../"u8.ToArray(), [8, 0], [0, 0]];

    private static readonly string[] Numbers = ["0", "-0", "1E+15", "999999999999999", "1E+300", "1e999", "-1e999", "NaN", "1,234", "(5)", "0x1F", " 7 ", "2958466", "-657435", "60", "59.9999999", "2026-03-01", "9999-12-31", "1e-320", "", "١٢"];

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "<", ">", "</", "/>", "<row r='1048577'>", "<row r='1'>", "</row>", "<c r='XFD1'>", "<c r='ZZZZZZZZZZ1'>", "<c>", "</c>", " t='s'", " t='e'", " t='b'", " t='d'", " t='inlineStr'", " s='-1'", " s='99'",
            "<v>", "</v>", "1E+300", "-1", "1e999", "99999999999999999999", "NaN", "<f>", "</f>", "<is><t>", "</t></is>", "_x0000_", "_xD800_", "<mergeCell ref='A1:XFD9'/>", "<mergeCell/>", "<sheetData>", "</sheetData>",
            " hidden='1'", " r:id='rId9'", "&#0;", "&x;", "<!DOCTYPE x []>", "<![CDATA[", "]]>", "<!--", "\"", "'", "=", "\0", "\uFFFE", "<si>", "<xf numFmtId='14'/>", "<numFmt numFmtId='1' formatCode='[$'/>",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80],
    ];

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task WhateverIsDamagedRecordsAndQuarantineComeOutOrASourceException()
    {
        var tally = await MutationRun.ReadAllAsync(
            "people.xlsx",
            Damaged,
            (context, number) => new XlsxSource(new XlsxSettings { Path = "people.xlsx", Fields = number % 5 == 0 ? null : XlsxExport.Fields, Sheet = number % 7 == 0 ? "Other" : null, StableFor = TimeSpan.Zero, MaxCellChars = 100 }, context, TimeProvider.System, Http),
            RowCheck.EachOnce,
            TestContext.Current.CancellationToken);
        Assert.True(tally is { Records: > 0, Rejected: > 0, Refused: > 0 }, $"{tally}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{tally}");
    }

    private static byte[] Damaged(int number)
    {
        if (number % 2 == 0)
        {
            return Mutation.Of(Whole, number, Bits);
        }

        if (number % 4 == 1)
        {
            return OddCells(new Random(number));
        }

        // The sheet mostly: it is what strangers fill.
        var at = number % 8 == 3 ? Parts.Count - 2 : number / 8 % Parts.Count;
        return Book.Zip(Parts.Select((p, i) => i == at ? (p.Name, Mutation.Of(p.Bytes, number, Words)) : p), CompressionLevel.NoCompression);
    }

    private static byte[] OddCells(Random random)
    {
        var rows = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Enumerable.Range(0, random.Next(6)).Select(_ => OddCell(random)).ToArray());
        var part = Encoding.UTF8.GetBytes($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{Book.Rows([XlsxExport.Header, .. rows])}</worksheet>");
        return Book.Zip(Parts.Select((p, i) => i == Parts.Count - 2 ? (p.Name, part) : p), CompressionLevel.NoCompression);
    }

    private static Cell OddCell(Random random)
    {
        var style = random.Next(7) - 1;
        return random.Next(9) switch
        {
            0 => Cell.Raw(Numbers[random.Next(Numbers.Length)], style),
            1 => Cell.Number(BitConverter.Int64BitsToDouble(random.NextInt64()), style),
            2 => Cell.Number(random.Next(-100_000, 100_000) / 7.0, style),
            3 => new Cell("s", $"<v>{random.Next(-1, 4)}</v>", style),
            4 => new Cell("d", $"<v>{Numbers[random.Next(Numbers.Length)]}</v>", style),
            5 => Cell.Error(),
            6 => new Cell("inlineStr", $"<is><t>{new string('x', random.Next(110))}_x{random.Next(0x10000):X4}_</t></is>", style),
            7 => new Cell("b", "<v>maybe</v>", style),
            _ => Cell.Empty(style),
        };
    }

    private static Book Make()
    {
        var book = new Book { Properties = "<workbookPr date1904=\"0\"/>" };
        book.Shared.Add("<si><t>Phone Screen</t></si>");
        book.Shared.Add("<si><r><t>On</t></r><r><t>-site</t></r></si>");
        return book.Raw("People", "<cols><col min=\"1\" max=\"2\" width=\"9\"/></cols>" + Book.Rows(
            ["Candidates"], XlsxExport.Header, [42, "Ada", 12025550123, new Cell("s", "<v>0</v>")], [Cell.Number(43, Cell.Padded), "Bo", Cell.Error(), new Cell("s", "<v>1</v>")],
            ["A3", Cell.Truth(true), Cell.Number(46082.5, Cell.Moment), Cell.Formula("A1", "Offer")]) + "<mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells>")
            .Sheet("Other", XlsxExport.Header, ["B1", "Cy", "1", "x"]);
    }
}
