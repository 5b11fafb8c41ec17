namespace AtsBridge.Adapters.Csv.Tests;

public sealed class BadRowTests
{
    [Fact]
    public async Task ARowWithTooManyCellsIsQuarantinedAndItsNeighboursLive()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied", "A2,Bo, Jr,bo@example.com,Applied", "A3,Cy,cy@example.com,Offer");
        var read = await export.ReadAsync();
        Assert.Equal(["A1", "A3"], read.Ids);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(3, rejected.Position.Row);
        Assert.Contains("5 cells", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal("A2,Bo, Jr,bo@example.com,Applied", rejected.Excerpt!.TrimEnd());
        Assert.Equal("A2", rejected.Key);
    }

    [Theory]
    [InlineData(" ,Bo, Jr,bo@example.com,Applied")]
    [InlineData("A2,Bo,bo@exam")]
    public async Task AKeyThatIsNotBeyondDoubtIsNotGiven(string row)
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied", row);
        Assert.Null(Assert.Single((await export.ReadAsync()).Rejected).Key);
    }

    [Fact]
    public async Task AnIdBehindOtherCellsMayHaveMovedAndIsNotGiven()
    {
        using var export = Export.Of("First Name,Application ID,Email,Stage", "Ada,A1,ada@example.com,Applied", "Bo, Jr,A2,bo@example.com,Applied");
        Assert.Null(Assert.Single((await export.ReadAsync()).Rejected).Key);
    }

    [Fact]
    public async Task ARowThatIsCutOffIsQuarantined()
    {
        using var export = new Export().Write(Export.Header + "\nA1,Ada,ada@example.com,Applied\nA2,Bo,bo@exam");
        var read = await export.ReadAsync();
        Assert.Equal(["A1"], read.Ids);
        Assert.Contains("cut off", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFooterIsQuarantined()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied", "Total: 1");
        Assert.Equal(3, Assert.Single((await export.ReadAsync()).Rejected).Position.Row);
    }

    [Fact]
    public async Task ACellThatIsNeverClosedSpoilsItsOwnLineAlone()
    {
        using var export = Export.Of(Export.Header, "A1,\"Ada,ada@example.com,Applied", "A2,Bo,bo@example.com,Applied", "A3,\"Cy, Jr\",cy@example.com,Offer");
        var read = await export.ReadAsync();
        Assert.Equal(["A2", "A3"], read.Ids);
        Assert.Equal([3L, 4L], read.Rows);
        Assert.Equal(2, Assert.Single(read.Rejected).Position.Row);
    }

    [Fact]
    public async Task AnExportCutOffInsideAQuotedCellLosesItsLastRecordOnly()
    {
        using var export = new Export().Write(Export.Header + "\nA1,Ada,ada@example.com,Applied\nA2,\"Bo");
        var read = await export.ReadAsync();
        Assert.Equal(["A1"], read.Ids);
        Assert.Contains("never closed", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStrayQuoteFarFromTheEndDoesNotSwallowTheFile()
    {
        var rows = Enumerable.Range(0, 200_000).Select(i => $"B{i},Ada,ada{i}@example.com,Applied");
        using var export = Export.Of([Export.Header, "A1,\"Ada,ada@example.com,Applied", .. rows]);
        var read = await export.ReadAsync();
        Assert.Equal(200_000, read.Records.Count);
        Assert.Equal(200_002, read.Records[^1].Position.Row);
        Assert.Single(read.Rejected);
    }

    [Fact]
    public async Task QuotesThatContradictEachOtherOnEveryLineEndInTime()
    {
        var rows = Enumerable.Repeat("A1\",b,\"c", 100_000);
        using var export = Export.Of([Export.Header, .. rows]);
        var read = await export.ReadAsync();
        Assert.NotEmpty(read.Rejected);
    }

    [Theory]
    [InlineData(50 * 1024 * 1024, false)]
    [InlineData(50 * 1024 * 1024, true)]
    public async Task AnEnormousCellIsQuarantinedWithoutItsNeighbours(int size, bool withLineBreaks)
    {
        // Lines inside it look like records; believed, a candidate could write applications of their own into a cover letter.
        var filler = withLineBreaks ? "X1,Eve,eve@example.com,Offer\n" : "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        var cell = string.Concat(Enumerable.Repeat(filler, size / filler.Length));
        using var export = new Export().Write($"{Export.Header}\nA1,Ada,ada@example.com,Applied\nA2,\"{cell}\",bo@example.com,Applied\nA3,Cy,cy@example.com,Offer\n");
        var read = await export.ReadAsync();
        Assert.Equal(["A1", "A3"], read.Ids);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(3, rejected.Position.Row);
        Assert.Equal(2000, rejected.Excerpt!.Length);
        Assert.Equal(cell.Count(c => c == '\n') + 4, read.Records[1].Position.Row);
    }

    [Fact]
    public async Task ACellAboveItsLimitIsQuarantinedWithItsFieldAndTheSetting()
    {
        using var export = Export.Of(Export.Header, $"A1,{new string('a', 101)},ada@example.com,Applied").With(s => s with { MaxCellChars = 100 });
        var rejected = Assert.Single((await export.ReadAsync()).Rejected);
        Assert.Equal("FirstName", rejected.Field);
        Assert.Contains("MaxCellChars (100)", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARowWithNulBytesIsQuarantined()
    {
        using var export = Export.Of(Export.Header, "A1,A\0da,ada@example.com,Applied", "A2,Bo,bo@example.com,Applied");
        var read = await export.ReadAsync();
        Assert.Equal(["A2"], read.Ids);
        var rejected = Assert.Single(read.Rejected);
        Assert.Contains("NUL", rejected.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', rejected.Excerpt!);
    }

    [Fact]
    public async Task HeadingsThatAreRepeatedInTheMiddleAreNoPerson()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied", Export.Header, "A2,Bo,bo@example.com,Applied");
        var read = await export.ReadAsync();
        Assert.Equal(["A1", "A2"], read.Ids);
        Assert.Contains("repeats the headings", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryRowBeingBadEndsInQuarantineAndNotInMemory()
    {
        using var export = Export.Of([Export.Header, .. Enumerable.Repeat("A1,\"x\"y,z", 5000)]);
        var read = await export.ReadAsync();
        Assert.Equal(5000, read.Rejected.Count);
        Assert.True(read.Pages.Count >= 5);
    }
}
