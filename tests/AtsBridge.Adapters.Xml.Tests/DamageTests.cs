using System.IO.Compression;
using System.Text;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>What is damaged, foreign, or in an encoding of its own.</summary>
public sealed class DamageTests
{
    private const string One = "<Applications><Application id='A1'><Stage>Prüfung 😀</Stage></Application></Applications>";

    [Theory]
    [InlineData("&#x1;")]
    [InlineData("&#xFFFF;")]
    [InlineData("&#0;")]
    [InlineData("\u0001")]
    [InlineData("\0")]
    [InlineData("\uFFFE")]
    public async Task ACharacterThatXmlDoesNotKnowCostsItsRecordAlone(string character)
    {
        using var export = XmlExport.Applications("<Stage>x</Stage>", $"<Stage>x</Stage><Note>a{character}b</Note>", $"<Stage note='{character}'>x</Stage>", "<Stage>x</Stage>");
        var read = await export.ReadAsync();
        Assert.Equal("A1 A4", read.Ids);
        Assert.All(read.Rejected, r => Assert.Contains("characters that XML doesn't know", r.Reason, StringComparison.Ordinal));
        Assert.All(read.Rejected, r => Assert.DoesNotContain('\0', r.Excerpt!));
        Assert.Equal(2, read.Rejected.Count);
    }

    [Fact]
    public async Task BytesOfAnotherEncodingCostTheirRecordAlone()
    {
        var bytes = Encoding.UTF8.GetBytes("<Applications><Application id='A1'><Stage>é</Stage></Application><Application id='A2'><Stage>#</Stage></Application></Applications>");
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xE9;
        using var export = XmlExport.Of(bytes);
        var read = await export.ReadAsync();
        Assert.Equal("A1", read.Ids);
        Assert.Single(read.Rejected);
    }

    [Theory]
    [InlineData("utf-8", true, "")]
    [InlineData("utf-8", false, "<?xml version='1.0' encoding='utf-8'?>")]
    [InlineData("utf-8", false, "\r\n <?xml version='1.0'?>")]
    [InlineData("utf-16", true, "<?xml version='1.0' encoding='utf-16'?>")]
    [InlineData("utf-16", false, "<?xml version='1.0' encoding='utf-16'?>")]
    [InlineData("utf-16BE", false, "<?xml version='1.0'?>")]
    [InlineData("utf-16BE", true, "")]
    [InlineData("utf-8", false, "<?xml version='1.0' encoding='utf-16'?>")]
    public async Task EveryUnicodeIsReadWhateverItSaysOfItself(string encoding, bool marked, string declaration)
    {
        var way = Encoding.GetEncoding(encoding);
        using var export = XmlExport.Of([.. marked ? way.GetPreamble() : [], .. way.GetBytes(declaration + One)]);
        Assert.Equal("Prüfung 😀", Assert.Single((await export.ReadAsync()).Records).Stage);
    }

    [Theory]
    [InlineData("ISO-8859-1")]
    [InlineData("windows-1252")]
    [InlineData("windows-1251")]
    public async Task AnEncodingThatIsDeclaredIsBelieved(string encoding)
    {
        var way = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var word = encoding == "windows-1251" ? "Собеседование" : "Prüfung";
        using var export = XmlExport.Of(way.GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>" + One.Replace("Prüfung 😀", word, StringComparison.Ordinal)));
        Assert.Equal(word, Assert.Single((await export.ReadAsync()).Records).Stage);
    }

    [Fact]
    public async Task AnEncodingThatNobodyKnowsIsSaid()
    {
        using var export = XmlExport.Of("<?xml version='1.0' encoding='klingon-8'?>" + One);
        Assert.Contains("\"klingon-8\", which is not known", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("people,stage\n1,x\n")]
    [InlineData("{\"a\":1}")]
    [InlineData("%PDF-1.7")]
    [InlineData("   ")]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>")]
    [InlineData("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'><html/>")]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Sign in</title></head></html>")]
    [InlineData("<Envelope xmlns='http://schemas.xmlsoap.org/soap/envelope/'><Body><Fault><faultstring>no</faultstring></Fault></Body></Envelope>")]
    [InlineData("<string>&lt;Candidates&gt;&lt;Candidate id='1'/&gt;&lt;/Candidates&gt;</string>")]
    [InlineData("<Applications><Application id='A1'><Stage>x</Stage></Application>")]
    [InlineData("<Applications><Application id='A1'><Stage>x</Application></Applications>")]
    [InlineData("<Applications><Application id='A1'><Stage>a & b</Stage></Application></Applications>")]
    [InlineData("<Applications><Application id='A1'><Stage>&nbsp;</Stage></Application></Applications>")]
    [InlineData("<Applications/><Applications/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><Applications><Application id='A1'><Stage>&b;</Stage></Application></Applications>")]
    public async Task WhatIsNoExportIsRefusedAsAWholeAndQuotesNobody(string text)
    {
        using var export = XmlExport.Of(text);
        var fault = await export.FaultAsync();
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.StartsWith("people.xml", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("A1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsCutOffAnywhereIsNeverTakenForTheWhole()
    {
        var whole = Encoding.UTF8.GetBytes("<?xml version='1.0'?><Applications>" + string.Concat(Enumerable.Range(0, 20).Select(i => $"<Application id='A{i}'><Stage>x</Stage></Application>")) + "</Applications>");
        for (var length = 1; length < whole.Length; length++)
        {
            using var export = XmlExport.Of(whole[..length]).With(s => s with { Records = "Applications/Application" });
            await export.FaultAsync();
        }
    }

    [Fact]
    public async Task GzipIsReadToo()
    {
        using var memory = new MemoryStream();
        await using (var gzip = new GZipStream(memory, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(One), TestContext.Current.CancellationToken);
        }

        using var export = XmlExport.Of(memory.ToArray());
        Assert.Equal("A1", (await export.ReadAsync()).Ids);
    }

    [Fact]
    public async Task ARecordThatIsTooLongOrTooDeepCostsItselfAlone()
    {
        using var export = XmlExport.Applications(
            "<Stage>x</Stage>",
            $"<Stage>x</Stage><Cv>{new string('x', 5000)}</Cv>",
            string.Concat(Enumerable.Repeat("<a>", 64)) + string.Concat(Enumerable.Repeat("</a>", 64)),
            string.Concat(Enumerable.Repeat("<a>", 63)) + string.Concat(Enumerable.Repeat("</a>", 63)) + "<Stage>x</Stage>",
            string.Concat(Enumerable.Repeat("<a/>", 5000)),
            "<Stage>x</Stage>").With(s => s with { MaxRecordChars = 4000 });
        var read = await export.ReadAsync();
        Assert.Equal("A1 A4 A6", read.Ids);
        Assert.Equal(["MaxRecordChars", "MaxDepth", "MaxRecordChars"], read.Rejected.Select(r => r.Reason.Contains("MaxDepth", StringComparison.Ordinal) ? "MaxDepth" : r.Reason.Contains("MaxRecordChars", StringComparison.Ordinal) ? "MaxRecordChars" : r.Reason));
    }

    [Fact]
    public async Task AValueThatIsTooLongCostsItsRecordAlone()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage>", $"<Stage>{new string('x', 101)}</Stage>").With(s => s with { MaxCellChars = 100 });
        var rejected = Assert.Single((await export.ReadAsync()).Rejected);
        Assert.Equal(("Stage", "A2"), (rejected.Field, rejected.Key));
    }

    [Fact]
    public async Task ACancelledReadEnds()
    {
        using var export = XmlExport.Applications([.. Enumerable.Repeat("<Stage>x</Stage>", 5000)]);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in export.Source.ReadAsync(new ReadRequest(Since: null), stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }
}
