namespace AtsBridge.Adapters.Xlsx.Tests;

public sealed class SampleTests
{
    /// <summary>Headings that leave something to decide are what a sample is looked at for.</summary>
    [Fact]
    public async Task TheFirstRowsAreShownColumnByColumnWhateverTheHeadingsLeaveOpen()
    {
        var book = Book.Of(["Applications of March"], [], ["Application ID", "Stage", "Current Stage", "Email"], ["A1", "Applied", "Interview", "ada@example.com"], [], ["A2", 5, "", "bo@example.com"]);
        using var export = XlsxExport.Of(book);

        var sample = await export.Source.SampleAsync(100, TestContext.Current.CancellationToken);

        Assert.Equal([("Application ID", "A1, A2"), ("Stage", "Applied, 5"), ("Current Stage", "Interview, "), ("Email", "ada@example.com, bo@example.com")],
            sample.Places.Select(p => (p.Place, string.Join(", ", p.Values))));
        Assert.Equal((2, true, "People"), (sample.Records, sample.IsWhole, sample.Options["Sheet"]));
        Assert.Equal("Stage", sample.Places[1].Field);
        Assert.Equal("Stage", sample.Places[2].Field);
    }

    [Fact]
    public async Task NoMoreThanAskedFor()
    {
        using var export = XlsxExport.Of(Book.Of([["Application ID", "Stage"], .. Enumerable.Range(0, 50).Select(i => new Cell[] { $"A{i}", "Applied" })]));

        var sample = await export.Source.SampleAsync(10, TestContext.Current.CancellationToken);

        Assert.Equal((10, false), (sample.Records, sample.IsWhole));
    }

    [Fact]
    public async Task AnEmptySheetIsSaidToBe()
    {
        using var export = XlsxExport.Of(Book.Of());

        var fault = await Assert.ThrowsAsync<SourceException>(() => export.Source.SampleAsync(10, TestContext.Current.CancellationToken));

        Assert.Contains("not even headings", fault.Message, StringComparison.Ordinal);
    }
}
