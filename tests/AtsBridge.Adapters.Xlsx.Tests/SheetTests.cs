using System.IO.Compression;
using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>Which sheet, which rows.</summary>
public sealed class SheetTests
{
    private static readonly Cell[] Ada = ["A1", "Ada", "1", "x"];
    private static readonly Cell[] Bo = ["A2", "Bo", "2", "y"];

    [Fact]
    public async Task HeadingsAreFoundBelowTitles()
    {
        using var export = XlsxExport.Of(new Book().Raw("People",
            "<sheetData>" + Book.Row(1, "Candidates by stage", Cell.Empty(), Cell.Empty()) + Book.Row(2, "Made", Cell.Number(46082, Cell.Date)) + Book.Row(5, XlsxExport.Header) + Book.Row(6, Ada) + Book.Row(9, Bo)
            + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells>"));
        var read = await export.ReadAsync();
        Assert.Equal([6, 9], read.Records.Select(r => r.Position.Row));
        Assert.Contains("The headings are in row 5", read.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("merged", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BlankRowsAreNoRecords()
    {
        using var export = XlsxExport.Of(Ada, [Cell.Empty(), " ", Cell.Empty(), ""], [], Bo, [Cell.Empty(), Cell.Empty(), Cell.Empty(), Cell.Empty(), "a remark beside the table"]);
        var read = await export.ReadAsync();
        Assert.Equal("A1 A2", read.Ids);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public async Task CellsMayBeLeftOutAndRowsHaveNoNumbers()
    {
        using var export = XlsxExport.Of(new Book().Raw("People", "<sheetData>" +
            "<row><c t='inlineStr'><is><t>Application ID</t></is></c><c t='inlineStr'><is><t>Stage</t></is></c></row>" +
            "<row><c t='inlineStr'><is><t>A1</t></is></c></row><row><c r='B3' t='inlineStr'><is><t>x</t></is></c></row></sheetData>")).With(new FieldMap { ApplicationId = "Application ID", Stage = "Stage" });
        Assert.Equal([("A1", ""), ("", "x")], (await export.ReadAsync()).Records.Select(r => (r.ApplicationId!, r.Stage!)));
    }

    [Fact]
    public async Task TheFirstSheetThatIsNotHiddenIsRead()
    {
        using var export = XlsxExport.Of(new Book().Hidden("Codes", ["Code"], ["1"]).Sheet("People", XlsxExport.Header, Ada).Sheet("Jobs", ["Job"], ["Baker"]));
        var read = await export.ReadAsync();
        Assert.Equal("A1", read.Ids);
        Assert.Contains("1 hidden sheets are not read: \"Codes\"", read.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("People")]
    [InlineData(" pEOPLE ")]
    public async Task ASheetIsReadByItsNameInAnyCaseHiddenOrNot(string name)
    {
        using var export = XlsxExport.Of(new Book().Sheet("Jobs", ["Job", "Place"], ["Baker", "Rome"]).Hidden("People", XlsxExport.Header, Ada));
        Assert.Equal("A1", (await export.With(s => s with { Sheet = name }).ReadAsync()).Ids);
    }

    [Fact]
    public async Task ASheetThatIsNotThereSaysWhichAre()
    {
        using var export = XlsxExport.Of(new Book().Sheet("People", XlsxExport.Header).Hidden("Codes", ["Code"]));
        Assert.Contains("no sheet \"Persons\". Its sheets: \"People\", \"Codes\" (hidden)", (await export.With(s => s with { Sheet = "Persons" }).FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkbookOfHiddenSheetsIsAQuestion()
    {
        using var export = XlsxExport.Of(new Book().Hidden("People", XlsxExport.Header, Ada));
        Assert.Contains("Set Sheet", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<sheetData/>")]
    [InlineData("<sheetData><row r='1'/><row r='7'><c r='C7'/></row></sheetData>")]
    [InlineData("")]
    public async Task AnEmptySheetIsEmptyAndSaysSo(string inner)
    {
        using var export = XlsxExport.Of(new Book().Raw("People", inner));
        var read = await export.ReadAsync();
        Assert.Empty(read.Records);
        Assert.Contains("The sheet \"People\" is empty", read.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public async Task HiddenRowsAreReadAndCounted(string hidden)
    {
        using var export = XlsxExport.Of(new Book().Raw("People", "<sheetData>" + Book.Row(1, XlsxExport.Header) + Book.Row(2, Ada).Replace("<row ", $"<row hidden='{hidden}' ", StringComparison.Ordinal) + Book.Row(3, Bo) + "</sheetData>"));
        var read = await export.ReadAsync();
        Assert.Equal("A1 A2", read.Ids);
        Assert.Contains("1 rows of the sheet are hidden", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CellsMergedBelowTheHeadingsAreSaid()
    {
        using var export = XlsxExport.Of(new Book().Raw("People", Book.Rows(XlsxExport.Header, Ada, Bo) + "<mergeCells><mergeCell ref=\"D2:D3\"/></mergeCells>"));
        Assert.Contains("1 ranges of cells are merged", (await export.ReadAsync()).Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeadingsThatStandThereAgainAreNoPerson()
    {
        using var export = XlsxExport.Of(Ada, XlsxExport.Header, Bo);
        var read = await export.ReadAsync();
        Assert.Equal("A1 A2", read.Ids);
        Assert.Equal(3, Assert.Single(read.Rejected).Position.Row);
    }

    [Fact]
    public async Task FieldsAreRecognisedAndShown()
    {
        using var export = XlsxExport.Of(Ada).With(fields: null);
        var read = await export.ReadAsync();
        Assert.Equal(("A1", "1"), (read.Records[0].ApplicationId, read.Records[0].Phone));
        Assert.Contains("inferred: ApplicationId ← \"Application ID\"", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHeadingThatIsNotThereNamesTheSheet()
    {
        using var export = XlsxExport.Of(Ada).With(new FieldMap { ApplicationId = "Application ID", Stage = "Stag" });
        Assert.Contains("people.xlsx, sheet \"People\" has no such heading: Fields:Stage names \"Stag\" (did you mean \"Stage\"?)", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    /// <summary>An extract whose headings are in the language of whoever made it, with many days in it that are called like stages.</summary>
    [Fact]
    public async Task AnExtractInAnotherLanguageIsReadByItsHeadings()
    {
        using var export = XlsxExport.Of(new Book().Sheet("Ansökningar",
            ["Ansökningar per projekt"],
            ["Ansöknings-ID", "Förnamn", "Efternamn", "Projekt-ID", "Ansökningsstatus", "Intervju 1", "Intervju 2", "Ansökningsdatum"],
            [1040012, "Åsa", "Lind", 77, "Intervju 1", Cell.Number(46082, Cell.Date), Cell.Empty(), Cell.Number(46050.5, Cell.Moment)],
            [1040013, "Östen", "Berg", 77, "Ny", Cell.Empty(), Cell.Empty(), Cell.Number(46051, Cell.Moment)]))
            .With(new FieldMap { ApplicationId = "Ansöknings-ID", FirstName = "Förnamn", LastName = "Efternamn", JobId = "Projekt-ID", Stage = "Ansökningsstatus", StageEnteredAt = "Intervju 1", UpdatedAt = "Ansökningsdatum" });
        var read = await export.ReadAsync();
        Assert.Equal([("1040012", "Åsa", "Intervju 1", "2026-03-01", "2026-01-28T12:00:00"), ("1040013", "Östen", "Ny", "", "2026-01-29")],
            read.Records.Select(r => (r.ApplicationId!, r.FirstName!, r.Stage!, r.StageEnteredAt!, r.UpdatedAt!)));
    }

    [Fact]
    public async Task ManyRowsComeInPagesAndTheSameFileAgainIsNotReadAgain()
    {
        using var export = XlsxExport.Of([.. Enumerable.Range(0, 2500).Select(i => new Cell[] { $"A{i}", "Ada", i, "x" })]);
        var read = await export.ReadAsync();
        Assert.Equal([1000, 1000, 500], read.Pages.Select(p => p.Records.Count));
        var repeat = await export.Source.CheckRepeatAsync(new ReadRequest(Since: null) { Mark = read.Pages[^1].Mark }, TestContext.Current.CancellationToken);
        Assert.Equal(2500, repeat?.Repeated);
    }

    [Fact]
    public async Task WhatIsKnownIsSkippedAndAFaultIsNeverKnown()
    {
        using var export = XlsxExport.Of(Ada, ["A9", "Cy", Cell.Raw("12345678901234567"), "x"], Bo);
        var all = (await export.ReadAsync()).Records.Select(r => r.Fingerprint!.Value).ToList();
        var read = await export.ReadAsync(_ => true);
        Assert.Equal(all, read.Unchanged);
        Assert.Single(read.Rejected);
        export.Write(Book.Of(XlsxExport.Header, Ada, ["A2", "Bo", "2", "z"]).Bytes());
        read = await export.ReadAsync(all.Contains);
        Assert.Equal("A2", read.Ids);
        Assert.Single(read.Unchanged);
    }

    [Fact]
    public async Task AWorkbookInGzipIsReadToo()
    {
        using var memory = new MemoryStream();
        await using (var gzip = new GZipStream(memory, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Book.Of(XlsxExport.Header, Ada).Bytes(), TestContext.Current.CancellationToken);
        }

        using var export = XlsxExport.Of(memory.ToArray());
        Assert.Equal("A1", (await export.ReadAsync()).Ids);
    }

    [Fact]
    public async Task TheCheckSaysWhatWasFound()
    {
        using var export = XlsxExport.Of(Ada);
        Assert.StartsWith("people.xlsx: sheet \"People\", headings in row 1, fields: ApplicationId", await export.Source.CheckAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledReadEnds()
    {
        using var export = XlsxExport.Of([.. Enumerable.Range(0, 3000).Select(i => new Cell[] { $"A{i}", "Ada", i, "x" })]);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in export.Source.ReadAsync(new ReadRequest(Since: null), stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task OfSeveralKindsThoseAreReadThatSayWhatIsAskedFor()
    {
        using var export = XlsxExport.Of(Ada, ["J1", "", Cell.Raw("12345678901234567"), "Job"], Bo).With(s => s with { Where = new(StringComparer.Ordinal) { ["Stage"] = "X" } });
        var read = await export.ReadAsync();
        Assert.Equal("A1", read.Ids);
        Assert.Empty(read.Rejected);
        Assert.Contains("2 rows of people.xlsx do not say what Where asks for", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkbookInAnArchiveIsReadToo()
    {
        using var export = XlsxExport.Of(Array.Empty<byte>());
        File.WriteAllBytes(Path.Combine(export.Folder, "week.zip"), Book.Zip([("out/people.xlsx", Book.Of(XlsxExport.Header, Ada).Bytes())]));
        export.Settings = export.Settings with { Path = "week.zip" };
        var read = await export.ReadAsync();
        Assert.Equal("A1", read.Ids);
        Assert.NotNull(read.Pages[^1].Mark);
    }
}
