using NSubstitute;

namespace AtsBridge.Adapters.Csv.Tests;

public sealed class GoodRowTests
{
    [Fact]
    public async Task QuotedCellsMayHoldDelimitersQuotesAndLineBreaks()
    {
        using var export = Export.Of(Export.Header, "A1,\"Ada \"\"A\"\" L,\r\nJr\",ada@example.com,Applied", "A2,5\" Bo,bo@example.com,Applied");
        var read = await export.ReadAsync();
        Assert.Equal("Ada \"A\" L,\r\nJr", read.Records[0].FirstName);
        Assert.Equal("5\" Bo", read.Records[1].FirstName);
        Assert.Equal([2L, 4L], read.Rows);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task AnyLineBreakEndsARecordAndBlankLinesCountAsLines(string lineBreak)
    {
        using var export = new Export().Write(string.Join(lineBreak, Export.Header, "", "A1,Ada,ada@example.com,Applied", "  ", "", ",,,", "A2,Bo,bo@example.com,"));
        var read = await export.ReadAsync();
        Assert.Equal(["A1", "A2"], read.Ids);
        Assert.Equal([3L, 7L], read.Rows);
        Assert.Empty(read.Rejected);
        Assert.Equal("", read.Records[1].Stage);
    }

    [Fact]
    public async Task WhatTheSettingsDoNotNameIsNull()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,,Applied").With(s => s with { Fields = new() { ApplicationId = "application id", Attributes = { ["Who"] = "First Name" } } });
        var record = Assert.Single((await export.ReadAsync()).Records);
        Assert.Equal("A1", record.ApplicationId);
        Assert.Null(record.Email);
        Assert.Equal("Ada", record.Attributes["who"]);
    }

    [Fact]
    public async Task ARowThatBeginsWithAHashIsARow()
    {
        using var export = Export.Of(Export.Header, "#1,Ada,ada@example.com,Applied", "A2,Bo,bo@example.com,Applied");
        Assert.Equal(["#1", "A2"], (await export.ReadAsync()).Ids);
    }

    [Fact]
    public async Task KnownRecordsAreNotBuiltAndTextThatMovesBetweenCellsIsAChange()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied", "A2,B,o@example.com,Applied");
        var seen = (await export.ReadAsync()).Records.Select(r => r.Fingerprint!.Value).ToHashSet();
        var known = Substitute.For<IKnownRecords>();
        known.Contains(Arg.Any<UInt128>()).Returns(call => seen.Contains(call.Arg<UInt128>()));

        export.Write(string.Join('\n', Export.Header, "A1,Ada,ada@example.com,Applied", "A2,Bo,@example.com,Applied"));
        var read = await export.ReadAsync(known);
        Assert.Single(read.Unchanged);
        Assert.Equal(["A2"], read.Ids);

        export.With(s => s with { Fields = Export.Fields with { LastName = "First Name" } });
        Assert.Empty((await export.ReadAsync(known)).Unchanged);
    }

    [Fact]
    public async Task AnEmptyFileAndOneOfHeadingsAloneAreSetsWithoutRecords()
    {
        foreach (var text in new[] { "", "\n", Export.Header, Export.Header + "\r\n" })
        {
            using var export = new Export().Write(text);
            var page = Assert.Single((await export.ReadAsync()).Pages);
            Assert.Empty(page.Records);
            Assert.Empty(page.Rejected);
            Assert.False(page.NothingNew);
        }
    }
}
