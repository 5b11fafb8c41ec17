namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>What a cell says.</summary>
public sealed class CellTests
{
    private static async Task<string?> PhoneAsync(Cell cell, Book? book = null)
    {
        using var export = XlsxExport.Of((book ?? new Book()).Sheet("People", XlsxExport.Header, ["A1", "Ada", cell, "x"]));
        var read = await export.ReadAsync();
        return read.Rejected.Count > 0 ? "wrong: " + read.Rejected[0].Reason : Assert.Single(read.Records).Phone;
    }

    [Theory]
    [InlineData(12025550123, "12025550123")]
    [InlineData(0, "0")]
    [InlineData(-7, "-7")]
    [InlineData(40000000, "40000000")]
    [InlineData(999999999999999, "999999999999999")]
    [InlineData(1.5, "1.5")]
    [InlineData(0.30000000000000004, "0.3")]
    [InlineData(1e-7, "0.0000001")]
    public async Task ANumberHasNeitherExponentNorPoint(double number, string text) => Assert.Equal(text, await PhoneAsync(number));

    [Theory]
    [InlineData("1E+3", "1000")]
    [InlineData("42.0", "42")]
    public async Task HoweverItIsWritten(string raw, string text) => Assert.Equal(text, await PhoneAsync(Cell.Raw(raw)));

    [Theory]
    [InlineData("12345678901234567")]
    [InlineData("1.23456789012346E+19")]
    [InlineData("-1000000000000000")]
    public async Task ANumberThatLostItsLastDigitsIsNotGuessed(string raw)
    {
        using var export = XlsxExport.Of(["A1", "Ada", Cell.Raw(raw), "x"], [Cell.Raw(raw), "Bo", "1", "x"], ["A3", "Cy", "1", "x"]);
        var read = await export.ReadAsync();
        Assert.Equal("A3", read.Ids);
        Assert.Equal([("Phone", "A1", 2), ("ApplicationId", null, 3)], read.Rejected.Select(r => (r.Field!, r.Key, (int)r.Position.Row!)));
        Assert.All(read.Rejected, r => Assert.Contains("keeps only 15", r.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ANumberNobodyReadsMayHaveLostWhatItLikes()
    {
        using var export = XlsxExport.Of(Book.Of([.. XlsxExport.Header, "Note"], ["A1", "Ada", "1", "x", Cell.Raw("12345678901234567890")]));
        Assert.Equal("A1", (await export.ReadAsync()).Ids);
    }

    [Theory]
    [InlineData(42, "00042")]
    [InlineData(123456, "123456")]
    [InlineData(-42, "-42")]
    public async Task NoughtsThatAFormatShowsAreThere(double number, string text) => Assert.Equal(text, await PhoneAsync(Cell.Number(number, Cell.Padded)));

    [Theory]
    [InlineData("007")]
    [InlineData("1E5")]
    [InlineData(" x ")]
    [InlineData("=1+1")]
    [InlineData("a\r\nb")]
    [InlineData("Zoë 😀 & <Söhne>")]
    public async Task TextIsTextAsItStands(string text) => Assert.Equal(text, await PhoneAsync(text));

    [Fact]
    public async Task SharedTextIsPutTogetherFromItsPieces()
    {
        var book = new Book();
        book.Shared.Add("<si><t>no</t></si>");
        book.Shared.Add("<si><r><rPr><b/></rPr><t>Phone </t></r><r><t>Screen</t></r></si>");
        Assert.Equal("Phone Screen", await PhoneAsync(new Cell("s", "<v>1</v>"), book));
    }

    [Theory]
    [InlineData(46082, Cell.Date, "2026-03-01")]
    [InlineData(46082.375, Cell.Moment, "2026-03-01T09:00:00")]
    [InlineData(46082.3958333333, Cell.OwnDate, "2026-03-01T09:30:00")]
    [InlineData(46082.37499999, Cell.Moment, "2026-03-01T09:00:00")]
    [InlineData(1.5, Cell.Duration, "36:00:00")]
    public async Task ADayIsIso(double number, int style, string text) => Assert.Equal(text, await PhoneAsync(Cell.Number(number, style)));

    [Theory]
    [InlineData("<workbookPr date1904=\"1\"/>")]
    [InlineData("<workbookPr date1904=\"true\"/>")]
    public async Task DaysCountedFrom1904AreTheSameDays(string properties) =>
        Assert.Equal("2026-03-01", await PhoneAsync(Cell.Number(44620, Cell.Date), new Book { Properties = properties }));

    [Fact]
    public async Task ADayWrittenAsTextIsTheSameDay() => Assert.Equal("2026-03-01", await PhoneAsync(new Cell("d", "<v>2026-03-01</v>", Cell.Date)));

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public async Task ATruthIsAWord(bool truth, string text) => Assert.Equal(text, await PhoneAsync(Cell.Truth(truth)));

    [Fact]
    public async Task AFormulaIsWhatItCameTo() => Assert.Equal("Ada Vaughan", await PhoneAsync(Cell.Formula("A1&\" \"&B1", "Ada Vaughan")));

    [Fact]
    public async Task AnErrorAndAFormulaThatNobodyCalculatedAreEmptyAndCounted()
    {
        using var export = XlsxExport.Of(["A1", "Ada", Cell.Error(), "x"], ["A2", "Bo", Cell.Formula("A1", cached: null), "x"], ["A3", "Cy", Cell.Error("#REF!"), "x"]);
        var read = await export.ReadAsync();
        Assert.Equal(["", "", ""], read.Records.Select(r => r.Phone));
        Assert.Contains("2 cells show an error such as #N/A", read.Notes, StringComparison.Ordinal);
        Assert.Contains("1 cells hold a formula that nobody has calculated", read.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a_x0000_b")]
    [InlineData("a_xD83D_b")]
    [InlineData("a_xFFFF_b")]
    public async Task CharactersThatAreNoneCostTheirRow(string text)
    {
        using var export = XlsxExport.Of(["A1", "Ada", "1", "x"], ["A2", "Bo", new Cell("inlineStr", $"<is><t>{text}</t></is>"), "x"]);
        var read = await export.ReadAsync();
        Assert.Equal("A1", read.Ids);
        Assert.Equal(("Phone", "A2"), (Assert.Single(read.Rejected).Field, read.Rejected[0].Key));
    }

    [Fact]
    public async Task ACellThatIsTooLongCostsItsRow()
    {
        using var export = XlsxExport.Of(["A1", "Ada", new string('x', 101), "x"], ["A2", "Bo", "1", "x"]).With(s => s with { MaxCellChars = 100 });
        var read = await export.ReadAsync();
        Assert.Contains("MaxCellChars", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
        Assert.Equal("A2", read.Ids);
    }
}
