using System.IO.Compression;
using System.Text;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class LayoutTests
{
    private const string One = """{"id":"a1","stage":"Interview","status":"active"}""";
    private const string Two = """{"id":"a2","stage":"Applied","status":"active"}""";

    [Theory]
    [InlineData("[" + One + "," + Two + "]")]
    [InlineData("  [\n" + One + "\n,\n" + Two + "\n]\n")]
    [InlineData("[" + One + "," + Two + ",]")]
    [InlineData(One + "\n" + Two)]
    [InlineData(One + "\r\n\r\n" + Two + "\r\n")]
    [InlineData("{\"applications\":[" + One + "," + Two + "]}")]
    [InlineData("{\"applications\":[" + One + "," + Two + "],}")]
    [InlineData("{\n\"meta\":{\"total\":2,\"warnings\":[]},\n\"data\":{\"applications\":[\n" + One + ",\n" + Two + "]},\n\"next\":null}")]
    [InlineData("{\"users\":[{\"id\":1}],\"applications\":[" + One + "," + Two + "]}")]
    [InlineData("{\"whoever\":[" + One + "," + Two + "],\"errors\":[]}")]
    public async Task RecordsAreFoundInEveryLayout(string text)
    {
        var read = await ReadAsync(text);
        Assert.Equal("a1 a2", read.Ids);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public async Task OneObjectIsOneRecord()
    {
        Assert.Equal("a1", (await ReadAsync(One)).Ids);
        Assert.Equal("a1", (await ReadAsync(One, name: "one.ndjson")).Ids);
        Assert.Equal("a1", (await ReadAsync("{\n \"id\": \"a1\",\n \"stage\": \"Interview\"\n}")).Ids);
        Assert.Equal("a1", (await ReadAsync("""{"id":"a1","stage":"x","jobs":[{"id":1}],"files":[{"id":2}]}""", records: "$")).Ids);
        Assert.Equal("a1", (await ReadAsync("[" + One + "]", records: "$")).Ids);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"applications\":[]}")]
    public async Task AnEmptyListIsASetWithoutRecords(string text)
    {
        using var folder = new ExportFolder().With("e.json", text);
        foreach (var fields in new[] { Fields, null })
        {
            var page = Assert.Single((await folder.ReadAsync(Settings("e.json", fields))).Pages);
            Assert.False(page.NothingNew);
            Assert.Empty(page.Records);
            Assert.Equal("e.json", page.Set);
        }
    }

    [Theory]
    [InlineData("{\"candidates\":[" + One + "],\"applications\":[" + Two + "]}", "candidates (1), applications (1)")]
    [InlineData("{\"these\":[" + One + "],\"those\":[" + Two + "]}", "these (1), those (1)")]
    [InlineData("{\"data\":[" + One + "],\"data\":[" + Two + "]}", "data (1), data (1)")]
    public async Task TwoEquallyLikelyListsAreAskedFor(string text, string named)
    {
        var refusal = await RefusalAsync(text);
        Assert.Equal(SourceFault.Unreadable, refusal.Fault);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Set Records", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordsNamesTheList()
    {
        const string Text = "{\"a\":{\"users\":[{}],\"b.c\":[" + One + "]},\"applications\":[" + Two + "]}";
        Assert.Equal("a1", (await ReadAsync(Text, records: "a['b.c']")).Ids);
        Assert.Equal("a2", (await ReadAsync(Text, records: "$.applications")).Ids);
        Assert.Contains("keys found: a, applications", (await RefusalAsync(Text, records: "candidates")).Message, StringComparison.Ordinal);
        Assert.Contains("isn't a list", (await RefusalAsync(Text, records: "a")).Message, StringComparison.Ordinal);
        Assert.Contains("second time", (await RefusalAsync("{\"a\":[" + One + "],\"a\":[" + Two + "]}", records: "a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PositionsCountAsAPersonWould()
    {
        Assert.Equal([1, 2], (await ReadAsync("[" + One + ",\n\n" + Two + "]")).Records.Select(r => r.Position.Row));
        Assert.Equal([1, 3], (await ReadAsync(One + "\n\n" + Two)).Records.Select(r => r.Position.Row));
        Assert.Equal("export.json row 3", (await ReadAsync(One + "\n\n" + Two)).Records[1].Position.ToString());
    }

    [Fact]
    public async Task EveryEncodingIsReadWithAndWithoutMark()
    {
        const string Text = """[{"id":"a1","stage":"Görel 面接"}]""";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode, new UnicodeEncoding(false, false), new UnicodeEncoding(true, false) })
        {
            var read = await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
            Assert.Equal("Görel 面接", Assert.Single(read.Records).Stage);
        }

        var latin = await ReadAsync([.. Encoding.Latin1.GetBytes("[{\"id\":\"a1\",\"stage\":\"Görel\"},"), .. Encoding.UTF8.GetBytes(Two + "]")]);
        Assert.Equal("a2", latin.Ids);
        Assert.Contains("isn't UTF-8", Assert.Single(latin.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACompressedFileIsRead()
    {
        using var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(One + "\nbad\n" + Two));
        }

        var read = await ReadAsync(bytes.ToArray(), name: "x.ndjson.gz");
        Assert.Equal("a1 a2", read.Ids);
        Assert.Equal(2, Assert.Single(read.Rejected).Position.Row);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n ", "is empty")]
    [InlineData("<!DOCTYPE html><html><body>Log in</body></html>", "HTML page")]
    [InlineData("<p>Sorry</p>", "markup")]
    [InlineData("Application ID,Stage\n1,Interview\n", "looks like CSV")]
    [InlineData("\"id\";\"stage\"\n1;Interview\n", "looks like CSV")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("\0\0\0\0\0\0\0", "NUL byte")]
    [InlineData("12", "neither with a list nor with an object")]
    [InlineData("// applications\n[]", "neither with a list nor with an object")]
    [InlineData("{\n\"id\":1\n}\n{\n\"id\":2\n}", "several documents")]
    [InlineData("[]\n[]", "something follows")]
    [InlineData("[{\"id\":1}]\0\0", "something follows")]
    [InlineData("[{\"id\":1} {\"id\":2}]", "after record 1 ',' or ']' must stand here")]
    [InlineData("[{\"id\":1},,{\"id\":2}]", "after record 1 a record must stand here")]
    [InlineData("[{\"id\":1}/*x*/]", "after record 1")]
    [InlineData("{applications:[]}", "a key in double quotes")]
    public async Task WhatIsNoExportIsRefusedWithWhatItLooksLike(string text, string why)
    {
        var refusal = await RefusalAsync(text);
        Assert.Equal(SourceFault.Unreadable, refusal.Fault);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("export.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryCutOfAListIsRefused()
    {
        foreach (var whole in new[] { "[" + One + "," + Two + "]", "{\"data\":{\"applications\":[" + One + "," + Two + "]},\"n\":{\"x\":[1]}}" })
        {
            for (var length = 1; length < whole.Length; length++)
            {
                var refusal = await RefusalAsync(whole[..length], records: whole[0] == '{' ? "data.applications" : null);
                Assert.Equal(SourceFault.Unreadable, refusal.Fault);
                Assert.Contains("cut off", refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.Contains("cut off after record 1", (await RefusalAsync("[" + One + "," + Two[..10])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACutLastLineIsQuarantined()
    {
        var read = await ReadAsync(One + "\n" + Two[..20]);
        Assert.Equal("a1", read.Ids);
        Assert.Equal(2, Assert.Single(read.Rejected).Position.Row);
    }
}
