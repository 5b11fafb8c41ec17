using System.IO.Compression;
using System.Text;
using AtsBridge.Adapters.Csv.Layout;

namespace AtsBridge.Adapters.Csv.Tests;

public sealed class LayoutTests
{
    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    [InlineData(',')]
    public async Task TheDelimiterIsFoundOutInSpiteOfCommasInTheText(char delimiter)
    {
        using var export = Export.Of(
            Export.Header.Replace(',', delimiter),
            "A1,\"Lovelace, Ada, Countess, of\",ada@example.com,\"Applied; then, moved\"".Replace("1,", "1" + delimiter, StringComparison.Ordinal).Replace("\",", "\"" + delimiter, StringComparison.Ordinal).Replace(".com,", ".com" + delimiter, StringComparison.Ordinal));
        var record = Assert.Single((await export.ReadAsync()).Records);
        Assert.Equal("Lovelace, Ada, Countess, of", record.FirstName);
        Assert.Equal("Applied; then, moved", record.Stage);
    }

    [Fact]
    public async Task ExcelsOwnHintIsFollowed()
    {
        using var export = Export.Of("sep=;", Export.Header.Replace(',', ';'), "A1;Ada;ada@example.com;Applied");
        Assert.Equal(["A1"], (await export.ReadAsync()).Ids);
    }

    [Fact]
    public async Task TitleLinesAboveTheHeadingsArePassedOver()
    {
        using var export = Export.Of("Candidate report,,,", "Created by Ada, on Monday", "", Export.Header, "A1,Ada,ada@example.com,Applied");
        var read = await export.ReadAsync();
        Assert.Equal([5L], read.Rows);
        Assert.Empty(read.Rejected);
        Assert.Contains("line 4", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DuplicateAndMissingHeadingsGetNames()
    {
        using var export = Export.Of("Application ID,Email,Email,,Stage", "A1,a@example.com,b@example.com,c,Applied")
            .With(s => s with { Fields = new() { ApplicationId = "Application ID", Email = "Email (2)", Stage = "Stage", Attributes = { ["x"] = "Column 4" } } });
        var read = await export.ReadAsync();
        var record = Assert.Single(read.Records);
        Assert.Equal("b@example.com", record.Email);
        Assert.Equal("c", record.Attributes["x"]);
        Assert.Contains("\"Email (2)\"", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColumnsAtTheEndWithoutAHeadingMayBeLeftOut()
    {
        using var export = Export.Of(Export.Header + ",", "A1,Ada,ada@example.com,Applied", "A2,Bo,bo@example.com,Applied,");
        Assert.Equal(["A1", "A2"], (await export.ReadAsync()).Ids);
    }

    [Fact]
    public async Task NamedHeadingsThatAreNotThereAreListedAllAtOnceWithTheClosest()
    {
        using var export = Export.Of("Application Id,First,E-mail,Stage Name", "A1,Ada,ada@example.com,Applied");
        var fault = await export.FaultAsync();
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains("Fields:FirstName names \"First Name\"", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Fields:Email names \"Email\" (did you mean \"E-mail\"?)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("\"Stage Name\"", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnExportWithoutHeadingsIsRefusedAndShowsNobody(bool isInferred)
    {
        using var export = Export.Of("A1,Ada,ada@example.com,Applied", "A2,Bo,bo@example.com,Applied");
        var fault = await export.With(s => s with { Fields = isInferred ? null : Export.Fields }).FaultAsync();
        Assert.DoesNotContain("Ada", fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Does the export have a header row?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasInferredIsOnShow()
    {
        using var export = Export.Of("application_id,FIRST NAME,E-Mail,Current Stage,Recruiter Phone", "A1,Ada,ada@example.com,Applied,555 0100").With(s => s with { Fields = null });
        var read = await export.ReadAsync();
        Assert.Null(read.Records[0].Phone);
        Assert.Contains("inferred: ApplicationId ← \"application_id\", FirstName ← \"FIRST NAME\", Email ← \"E-Mail\", Stage ← \"Current Stage\"; not used: \"Recruiter Phone\"", read.Notes, StringComparison.Ordinal);
        Assert.Contains("line 1, inferred: ", await export.Source.CheckAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.7\n1 0 obj", "PDF")]
    [InlineData("PK\u0003\u0004xx", "archive")]
    [InlineData("<!DOCTYPE html><html><body>Log in</body>", "HTML")]
    [InlineData("\n <HTML><body>", "HTML")]
    [InlineData("[{\"id\": \"A1\"}]", "JSON")]
    [InlineData("{\"error\": 1}", "JSON")]
    public async Task WhatIsNotCsvIsCalledByItsName(string text, string name)
    {
        using var export = new Export().Write(text);
        var fault = await export.FaultAsync();
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("windows-1252", false)]
    public async Task TheEncodingIsFoundOut(string name, bool withMark)
    {
        var encoding = Encodings.Find(name)!;
        var text = $"{Export.Header}\r\nA1,Zoë Müller,zoe@example.com,Applied\r\n";
        using var export = Export.Of([.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        Assert.Equal("Zoë Müller", Assert.Single((await export.ReadAsync()).Records).FirstName);
    }

    [Fact]
    public async Task AnAccentInTheLastOfManyRowsStillDecidesTheEncoding()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => $"A{i},Ada,ada@example.com,Applied");
        using var export = Export.Of(Encodings.Windows1252.GetBytes(string.Join('\n', [Export.Header, .. rows, "Z1,Zoë,zoe@example.com,Applied"])));
        var read = await export.ReadAsync();
        Assert.Equal("Zoë", read.Records[^1].FirstName);
        Assert.Contains("windows-1252", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneDamagedRowInUtf8IsQuarantinedAndTheOthersKeepTheirAccents()
    {
        byte[] damaged = [.. Encoding.UTF8.GetBytes($"{Export.Header}\nA1,Zoë,zoe@example.com,Applied\nA2,Jörg,j@example.com,Applied\nA3,B"), 0xF6, .. "rn,b@example.com,Applied\n"u8];
        using var export = Export.Of(damaged);
        var read = await export.ReadAsync();
        Assert.Equal(["Zoë", "Jörg"], read.Records.Select(r => r.FirstName));
        Assert.Contains("not valid in the file's encoding", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMarkOfAnotherEncodingCountsForMoreThanTheSettings()
    {
        using var export = Export.Of([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Export.Header + "\nA1,Zoë,z@example.com,Applied")])
            .With(s => s with { Encoding = "windows-1252" });
        Assert.Equal("Zoë", Assert.Single((await export.ReadAsync()).Records).FirstName);
    }

    [Fact]
    public async Task ACompressedExportIsRead()
    {
        using var memory = new MemoryStream();
        await using (var gzip = new GZipStream(memory, CompressionMode.Compress))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Export.Header + "\nA1,Ada,a@example.com,Applied\n"), TestContext.Current.CancellationToken);
        }

        using var export = Export.Of(memory.ToArray());
        Assert.Equal(["A1"], (await export.ReadAsync()).Ids);
    }
}
