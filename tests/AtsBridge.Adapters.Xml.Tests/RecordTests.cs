namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>Where the records are.</summary>
public sealed class RecordTests
{
    [Theory]
    [InlineData("<Candidates><Candidate id='A1'><Stage>x</Stage></Candidate><Candidate id='A2'><Stage>x</Stage></Candidate></Candidates>")]
    [InlineData("<Export at='today'><Header><Made>now</Made></Header><Rows><Person id='A1'><Stage>x</Stage></Person><Person id='A2'><Stage>x</Stage></Person></Rows></Export>")]
    [InlineData("<r:Report_Data xmlns:r='urn:w'><r:Report_Entry id='A1'><r:Stage>x</r:Stage></r:Report_Entry><r:Report_Entry id='A2'><r:Stage>x</r:Stage></r:Report_Entry></r:Report_Data>")]
    [InlineData("<List><Jobs><Job id='1'/></Jobs><Application id='A1'><Stage>x</Stage><Tag n='1'/><Tag n='2'/></Application><Application id='A2'><Stage>x</Stage></Application></List>")]
    public async Task TheElementsThatRepeatAreFoundOut(string xml)
    {
        using var export = XmlExport.Of(xml);
        Assert.Equal("A1 A2", (await export.ReadAsync()).Ids);
    }

    [Theory]
    [InlineData("<Application id='A1'><Stage>x</Stage></Application>")]
    [InlineData("<Applications><Application id='A1'><Stage>x</Stage></Application></Applications>")]
    public async Task OneAloneIsFoundByWhatItIsCalled(string xml)
    {
        using var export = XmlExport.Of(xml);
        Assert.Equal("A1", (await export.ReadAsync()).Ids);
    }

    [Fact]
    public async Task TwoThatAreEquallyLikelyAreAQuestion()
    {
        using var export = XmlExport.Of("<X><Candidates><Candidate id='1'/></Candidates><Applications><Application id='A1'/></Applications></X>");
        var fault = await export.FaultAsync();
        Assert.Contains("X/Candidates/Candidate (1), X/Applications/Application (1)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Set Records", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingThatRepeatsIsAQuestionThatNamesWhatIsThere()
    {
        using var export = XmlExport.Of("<X><Made>now</Made><Person id='A1'><Stage>x</Stage></Person></X>");
        Assert.Contains("X holds Made, Person", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X/People/Person")]
    [InlineData("/X/People/Person")]
    [InlineData("X/*/Person")]
    public async Task RecordsNamesTheWay(string records)
    {
        using var export = XmlExport.Of("<X><Person id='no'/><People><Person id='A1'><Stage>x</Stage><Person id='inner'/></Person></People><People><Person id='A2'><Stage>x</Stage></Person></People></X>");
        Assert.Equal("A1 A2", (await export.With(s => s with { Records = records }).ReadAsync()).Ids);
    }

    [Theory]
    [InlineData("X/Persons/Person", "in X: Made, People")]
    [InlineData("Y/Person", "outermost: X")]
    public async Task AWayThatIsNotThereSaysWhatIs(string records, string found)
    {
        using var export = XmlExport.Of("<X><Made/><People><Person id='A1'/></People></X>");
        Assert.Contains(found, (await export.With(s => s with { Records = records }).FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Applications/>", null)]
    [InlineData("<Applications></Applications>", null)]
    [InlineData("<Applications> </Applications>", "Applications/Application")]
    [InlineData("<Applications><Made>now</Made></Applications>", "Applications/Application")]
    public async Task AnEmptyListIsEmpty(string xml, string? records)
    {
        using var export = XmlExport.Of(xml);
        var read = await export.With(s => s with { Records = records }).ReadAsync();
        Assert.Empty(read.Records);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public async Task PositionsCountRecords()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage>", "<Stage>x</Stage><Stage>y</Stage>", "<Stage>x</Stage>");
        var read = await export.ReadAsync();
        Assert.Equal([1, 3], read.Records.Select(r => r.Position.Row));
        Assert.Equal(2, Assert.Single(read.Rejected).Position.Row);
    }

    [Fact]
    public async Task ManyRecordsComeInPages()
    {
        using var export = XmlExport.Applications([.. Enumerable.Repeat("<Stage>x</Stage>", 2500)]);
        var read = await export.ReadAsync();
        Assert.Equal([1000, 1000, 500], read.Pages.Select(p => p.Records.Count));
        Assert.NotNull(read.Pages[^1].Next);
    }

    [Fact]
    public async Task TheCheckSaysWhatWasFound()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage>", "<Stage>x</Stage>");
        Assert.Contains("people.xml: a record is Applications/Application, utf-8; ", await export.Source.CheckAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameFileAgainIsNotReadAgain()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage>", "<Stage>x</Stage>");
        var mark = (await export.ReadAsync()).Pages[^1].Mark;
        var repeat = await export.Source.CheckRepeatAsync(new ReadRequest(Since: null) { Mark = mark }, TestContext.Current.CancellationToken);
        Assert.Equal(2, repeat?.Repeated);
    }

    [Fact]
    public async Task OfSeveralKindsThoseAreReadThatSayWhatIsAskedFor()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage><Kind> application </Kind>", "<Kind>candidate</Kind><Stage>a</Stage><Stage>b</Stage>", "<Stage>x</Stage>")
            .With(s => s with { Where = new(StringComparer.Ordinal) { ["Kind"] = "Application" } });
        var read = await export.ReadAsync();
        Assert.Equal("A1", read.Ids);
        Assert.Empty(read.Rejected);
        Assert.Contains("2 rows of people.xml do not say what Where asks for", read.Notes, StringComparison.Ordinal);
    }
}
