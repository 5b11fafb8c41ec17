using System.IO.Compression;
using System.Text;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>Workbooks made to hurt. Counts what the whole process allocates, so nothing else may run beside it.</summary>
[Collection(Alone)]
public sealed class HostileTests
{
    private const string Alone = "alone";
    private const long Budget = 150_000_000;
    private const string Sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

    private static Book Sound => Book.Of(XlsxExport.Header, ["A1", "Ada", "1", "x"]);

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    [InlineData("xl/workbook.xml")]
    public async Task ABombIsRefusedBeforeItFillsTheMachine(string part)
    {
        var blanks = new byte[64 * 1024 * 1024];
        Array.Fill(blanks, (byte)' ');
        "<a>"u8.CopyTo(blanks);
        await RefusedAsync(Sound.With(part, blanks), "");
    }

    [Fact]
    public async Task ABombOfElementsIsRefused()
    {
        var rows = new StringBuilder(Sheet + "<sheetData>");
        for (var i = 0; i < 500_000; i++)
        {
            rows.Append("<row><c t='n'><v>1</v></c></row>                                                            ");
        }

        await RefusedAsync(Sound.With("xl/worksheets/sheet1.xml", rows.Append("</sheetData></worksheet>").ToString()), "bomb", CompressionLevel.SmallestSize);
    }

    [Fact]
    public Task ABillionLaughsAreNotLaughed() =>
        RefusedAsync(Sound.With("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" + Sheet + "<sheetData><row><c t='str'><v>&b;</v></c></row></sheetData></worksheet>"), "");

    [Fact]
    public Task ATagWithoutEndIsRefused() => RefusedAsync(Sound.With("xl/worksheets/sheet1.xml", Sheet + "<sheetData x='" + Noise(8_000_000) + "'/></worksheet>"), "single tag");

    [Fact]
    public Task ATextWithoutEndIsRefused() => RefusedAsync(Sound.With("xl/sharedStrings.xml", "<sst><si><t>" + Noise(5_000_000) + "</t></si></sst>"), "a cell holds 32,767 at most");

    [Fact]
    public Task ElementsInElementsWithoutEndAreRefused() => RefusedAsync(Sound.With("xl/worksheets/sheet1.xml", Sheet + string.Concat(Enumerable.Repeat("<a>", 300_000))), "nested more than");

    [Fact]
    public Task ARowOfAMillionCellsIsRefused() =>
        RefusedAsync(Sound.With("xl/worksheets/sheet1.xml", Sheet + "<sheetData>" + string.Concat(Enumerable.Repeat("<row r='1'>" + string.Concat(Enumerable.Repeat("<c/>", 100)) + "</row>", 1000)) + "</sheetData></worksheet>"), "a row with more than 16,384 cells");

    [Theory]
    [InlineData("<row r='2000000000'><c><v>1</v></c></row>")]
    [InlineData("<row r='1'><c r='ZZZZZ1'><v>1</v></c></row>")]
    [InlineData("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")]
    public Task AStrayCellFarAwayIsRefused(string row) => RefusedAsync(Sound.With("xl/worksheets/sheet1.xml", Sheet + "<sheetData>" + row + "</sheetData></worksheet>"), "stray cell");

    [Theory]
    [InlineData("<row r='1'><c r='ZZZZZZZZZZZZZZ1'><v>1</v></c></row>")]
    [InlineData("<row r='-5'><c><v>1</v></c></row><row r='-2147483648'><c><v>1</v></c></row>")]
    [InlineData("<row r='1'><c s='-1'><v>NaN</v></c><c t='s'><v>99999</v></c><c s='99999'><v>1e999</v></c></row>")]
    [InlineData("<row r='3'><c><v>3</v></c></row><row r='1'><c><v>1</v></c></row>")]
    public async Task NonsenseIsRefusedOrReadAndNothingElse(string row)
    {
        using var export = XlsxExport.Of(Sound.With("xl/worksheets/sheet1.xml", Sheet + "<sheetData>" + row + "</sheetData></worksheet>"));
        await export.FaultAsync();
    }

    [Fact]
    public Task TextInAMillionPiecesIsRefused() =>
        RefusedAsync(Sound.With("xl/sharedStrings.xml", "<sst><si>" + string.Concat(Enumerable.Repeat("<r><t>xy</t></r>", 60_000)) + "</si></sst>"), "more text than fits");

    [Fact]
    public Task TenThousandFormatsAreRefused() =>
        RefusedAsync(Sound.With("xl/styles.xml", "<styleSheet><numFmts>" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<numFmt numFmtId='{i + 200}' formatCode='0.{i}'/>")) + "</numFmts></styleSheet>"), "number formats");

    [Fact]
    public Task MorePartsThanAWorkbookHasAreRefused() =>
        RefusedAsync(Book.Zip([.. Sound.Parts(), .. Enumerable.Range(0, 10_001).Select(i => ($"x/{i}", Array.Empty<byte>()))]), "parts");

    [Fact]
    public Task AMillionEmptyPartsAreNotEvenListed() =>
        RefusedAsync(Book.Zip([.. Enumerable.Range(0, 80_000).Select(i => ($"x/{i:D8}", Array.Empty<byte>()))]), "list of contents is longer");

    [Fact]
    public async Task AWorkbookInGzipThatFillsTheMemoryIsRefused()
    {
        using var memory = new MemoryStream();
        await using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[1024 * 1024];
            new Random(1).NextBytes(block);
            for (var i = 0; i < 300; i++)
            {
                await gzip.WriteAsync(block, TestContext.Current.CancellationToken);
            }
        }

        using var export = XlsxExport.Of(memory.ToArray());
        Assert.Contains("too much to hold in memory", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    private static string Noise(int length)
    {
        var random = new Random(7);
        return string.Create(length, random, static (text, r) =>
        {
            foreach (ref var c in text)
            {
                c = (char)('a' + r.Next(26));
            }
        });
    }

    private static Task RefusedAsync(Book book, string says, CompressionLevel level = CompressionLevel.Fastest) => RefusedAsync(book.Bytes(level), says);

    private static async Task RefusedAsync(byte[] bytes, string says)
    {
        using var export = XlsxExport.Of(bytes);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Contains(says, (await export.FaultAsync()).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Budget);
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneCollection;
}
