using System.IO.Compression;
using System.Text;
using AtsBridge.Fixtures;

namespace AtsBridge.Cli.Tests.Inference;

/// <summary><c>infer</c> as it is typed: what it prints goes into a configuration and reads the file.</summary>
public sealed class InferTests : IDisposable
{
    private const string Csv = "Application ID;Email;Stage;Status;Stage Entered At;Phone;Notes\nA-1;ada@example.com;Interview;Active;25.03.2026;+12025550143;x\nA-2;bob@example.com;New;Active;03.04.2026;+12025550144;y\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-infer-").FullName;

    [Fact]
    public async Task AClearFileGivesAnEntryThatReadsIt()
    {
        var answer = await InferAsync(Put("export.csv", Encoding.UTF8.GetBytes(Csv)));

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        var found = answer.Json();
        Assert.Equal(("csv", 2, true), (found.GetProperty("adapter").GetString(), found.GetProperty("looked").GetInt32(), found.GetProperty("isWhole").GetBoolean()));
        Assert.Contains(found.GetProperty("fields").EnumerateArray(), f => f.GetProperty("field").GetString() == "Email" && f.GetProperty("example").GetString() == "ada@example.com");
        Assert.Equal("Notes", Assert.Single(found.GetProperty("unused").EnumerateArray()).GetString());
        await AssertReadsAsync(found.GetProperty("entry").GetRawText(), 2);
        Assert.Contains("d.M.yyyy", found.GetProperty("entry").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("packed.csv.gz")]
    [InlineData("packed.zip")]
    public async Task CompressedFilesAreLookedIntoToo(string name)
    {
        var answer = await InferAsync(Put(name, name.EndsWith(".zip", StringComparison.Ordinal) ? Zip(Csv) : Gzip(Csv)));

        Assert.Equal((0, "csv"), (answer.Code, answer.Json().GetProperty("adapter").GetString()));
        await AssertReadsAsync(answer.Json().GetProperty("entry").GetRawText(), 2);
    }

    [Theory]
    [InlineData("list.json", """{"data":{"items":[{"application_id":"A-1","email":"ada@example.com","stage":"New","status":"active"}]}}""", 1)]
    [InlineData("lines.ndjson", "{\"application_id\":\"A-1\",\"email\":\"ada@example.com\",\"stage\":\"New\",\"status\":\"active\"}\n{\"application_id\":\"A-2\",\"email\":\"b@example.com\",\"stage\":\"New\",\"status\":\"active\"}\n", 2)]
    public async Task JsonIsFoundByTheAdapterItself(string name, string text, int records)
    {
        var answer = await InferAsync(Put(name, Encoding.UTF8.GetBytes(text)));

        Assert.Equal((0, "json"), (answer.Code, answer.Json().GetProperty("adapter").GetString()));
        await AssertReadsAsync(answer.Json().GetProperty("entry").GetRawText(), records);
    }

    [Fact]
    public async Task WhichOfTwoInAListIsMeantIsAsked()
    {
        const string Record = """{"application_id":"A-1","emails":[{"type":"work","value":"a@example.com"},{"type":"own","value":"b@example.com"}],"stage":"New","status":"active"}""";

        var answer = await InferAsync(Put("list.json", Encoding.UTF8.GetBytes($"[{Record}]")));

        var question = Assert.Single(answer.Json().GetProperty("questions").EnumerateArray());
        Assert.Equal((1, "Email", "emails[0].value emails[1].value"), (answer.Code, question.GetProperty("field").GetString(), string.Join(' ', question.GetProperty("candidates").EnumerateArray())));
    }

    [Theory]
    [InlineData("talentnest/applications.list.json", 0, "")]
    [InlineData("fivetran-greenhouse/application.csv", 1, "ApplicationId")]
    [InlineData("fivetran-lever/opportunity.csv", 1, "ApplicationId")]
    public async Task SamplesOfRealSystemsAreReadOrAskedAbout(string name, int code, string asked)
    {
        var file = SharedFixtures.At(name);
        var answer = await InferAsync(file);

        Assert.Equal((code, asked), (answer.Code, string.Join(' ', answer.Json().GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("field").GetString()))));
    }

    [Fact]
    public async Task WhatIsAmbiguousIsAskedOnTheScreenAndEndsWith1()
    {
        var answer = await Answer.ToAsync("infer", Put("export.csv", Encoding.UTF8.GetBytes(Csv.Replace("25.03", "05.03", StringComparison.Ordinal))));

        Assert.Equal(1, answer.Code);
        Assert.Contains("Decide StageEnteredAt", answer.Out, StringComparison.Ordinal);
        Assert.Contains("day first or the month first", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"StageEnteredAt\":", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfALargeFileTheBeginningIsEnoughAndItSaysSo()
    {
        var text = new StringBuilder("Application ID,Stage,Status\n");
        for (var i = 0; i < 5000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"A-{i},New,Active\n");
        }

        var answer = await InferAsync(Put("large.csv", Encoding.UTF8.GetBytes(text.ToString())));

        Assert.Equal((0, 2000, false), (answer.Code, answer.Json().GetProperty("looked").GetInt32(), answer.Json().GetProperty("isWhole").GetBoolean()));
    }

    [Fact]
    public async Task WhatNoAdapterReadsIsRefusedInTheirWords()
    {
        var answer = await InferAsync(Put("letter.pdf", "%PDF-1.7 nothing"u8.ToArray()));

        Assert.Equal((1, ""), (answer.Code, answer.Out));
        Assert.Contains("csv: ", answer.Error, StringComparison.Ordinal);
        Assert.Contains("json: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsAWrongCommand() =>
        Assert.Equal(2, (await Answer.ToAsync("infer", Path.Combine(_folder, "none.csv"))).Code);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<Answer> InferAsync(string file) => Answer.ToAsync("infer", file, "--output", "json", "--config", Path.Combine(_folder, "atsbridge.json"));

    private async Task AssertReadsAsync(string entry, int records)
    {
        var config = Path.Combine(_folder, "atsbridge.json");
        await File.WriteAllTextAsync(config, $"{{ \"AtsBridge\": {{ \"Sources\": {entry} }} }}", TestContext.Current.CancellationToken);
        var source = System.Text.Json.Nodes.JsonNode.Parse(entry)!.AsObject().Single().Key;
        Assert.Equal(0, (await Answer.ToAsync("validate", "--online", "--config", config)).Code);
        var stages = (await Answer.ToAsync("stages", "--source", source, "--output", "json", "--config", config)).Json();
        Assert.Equal((records, 0), (stages.GetProperty("read").GetInt32(), stages.GetProperty("rejected").GetInt32()));
    }

    private string Put(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return path;
    }

    private static byte[] Gzip(string text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }

    private static byte[] Zip(string text)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("export.csv").Open())
        {
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }
}
