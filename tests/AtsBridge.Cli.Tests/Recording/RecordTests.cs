using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.Cli.Tests.Recording;

/// <summary>A recording holds nobody, and replayed it does to the ledger what the feed did.</summary>
public sealed class RecordTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly Workplace _place = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-record-").FullName;

    [Theory]
    [InlineData("acme")]
    [InlineData("retail")]
    public async Task ARecordingReplayedGivesTheSameCertificates(string source)
    {
        _place.Deliver(day: 1);
        var original = await SyncAsync(_place.Config, source);
        _place.Deliver(day: 2);
        original = [.. original, .. await SyncAsync(_place.Config, source)];
        var recorded = await RecordAsync(source, "R");
        Assert.Equal((0, ""), (recorded.Code, recorded.Error));

        // Day by day, as the exports arrived.
        var (second, later) = (Path.Combine(_folder, "R", "set-0002.ndjson"), Path.Combine(_folder, "later"));
        File.Move(second, later);
        var replayed = await SyncAsync(Replaying(source), source);
        File.Move(later, second);
        replayed = [.. replayed, .. await SyncAsync(Replaying(source), source)];

        Assert.Equal(2, original.Count);
        Assert.True(original[1].Invited + original[1].Held > 0);
        Assert.Equal(original.Select(Figures), replayed.Select(Figures));
    }

    [Fact]
    public async Task NothingOfThePeopleIsInIt()
    {
        var values = WriteFeed();
        var recorded = await RecordAsync("acme", "R");

        Assert.Equal((0, ""), (recorded.Code, recorded.Error));
        var files = Directory.GetFiles(Path.Combine(_folder, "R"));
        Assert.Equal(["set-0001.ndjson"], files.Select(Path.GetFileName));
        var bytes = await File.ReadAllBytesAsync(files[0], TestContext.Current.CancellationToken);
        Assert.All(values.Where(v => v.Kept), v => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(v.Value)) >= 0, v.Value));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.All(values.Where(v => !v.Kept), v => Assert.DoesNotContain(v.Value, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task APersonIsTheSameOnAnotherDayAndAnotherWithAnotherKey()
    {
        WriteFeed();
        await RecordAsync("acme", "R");
        await RecordAsync("acme", "T");
        await RecordAsync("acme", "S", "--key-file", Put("other.key", Secret + Secret));

        string Set(string name) => File.ReadAllText(Path.Combine(_folder, name));
        Assert.Equal(Set("R/set-0001.ndjson"), Set("T/set-0001.ndjson"));
        Assert.NotEqual(Set("R/set-0001.ndjson"), Set("S/set-0001.ndjson"));
    }

    [Fact]
    public async Task ALimitCutsAndSaysSo()
    {
        _place.Deliver(day: 1);

        var answer = await RecordAsync("acme", "R", "--max", "5", "--output", "json");

        Assert.Equal((5, true), (answer.Json().GetProperty("records").GetInt32() + answer.Json().GetProperty("rejected").GetInt32(), answer.Json().GetProperty("cut").GetBoolean()));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "R")));
    }

    [Fact]
    public async Task ALimitAtTheEndOfASetBeginsNoEmptyOne()
    {
        _place.Deliver(day: 1);
        var all = (await RecordAsync("acme", "R", "--output", "json")).Json().GetProperty("records").GetInt64();
        _place.Deliver(day: 2);

        var answer = await RecordAsync("acme", "S", "--max", $"{all}", "--output", "json");

        Assert.Equal((1, true), (answer.Json().GetProperty("sets").GetInt32(), answer.Json().GetProperty("cut").GetBoolean()));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "S")));
    }

    [Fact]
    public async Task WithoutASecretOrIntoAFullFolderNothingIsRecorded()
    {
        _place.Deliver(day: 1);
        await RecordAsync("acme", "R");

        Assert.Equal(2, (await RecordAsync("acme", "R")).Code);
        Assert.Equal(2, (await _place.AskAsync("record", "--source", "acme", "--to", Path.Combine(_folder, "T"))).Code);
        Assert.Equal(2, (await RecordAsync("acme", "T", "--key-file", Put("short.key", "short"))).Code);
        Assert.False(Directory.Exists(Path.Combine(_folder, "T")));
    }

    [Theory]
    [InlineData(1, "{\"record\":{}}")]
    [InlineData(1, "{\"record\":{\"position\":{\"resource\":\"x\"},\"attributes\":null}}")]
    [InlineData(2, "not JSON, but Ada Lovelace")]
    [InlineData(3, "{\"end\":1}")]
    public async Task ADamagedRecordingIsRefusedWithItsLineAndNoQuote(int line, string text)
    {
        _place.Deliver(day: 1);
        await RecordAsync("acme", "R");
        var file = Path.Combine(_folder, "R", "set-0001.ndjson");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[line - 1] = text;
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);

        var failed = Assert.Single(await SyncAsync(Replaying("acme"), "acme"));

        Assert.Equal(RunOutcome.Failed, failed.Outcome);
        Assert.Contains("set-0001.ndjson", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", failed.Reason, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _place.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// People with values long enough not to come about by chance, some of them such as are refused. Of a phone number the area stays,
    /// so that it remains one that can be called.
    /// </summary>
    private List<(string Value, bool Kept)> WriteFeed()
    {
        var rows = new[]
        {
            "730016482915,910027364518,Wilhelmina,Ostrovskaya,wilhelmina.ostrovskaya@orchardhouse.net,+1 202 555 0143,R-100,Plumber,Interview,Active,secret-remark-eleven",
            "730016482916,910027364519,Bartholomäus,Quackenbush,b.quackenbush@mailplace.org,(202) 555-0177,R-100,Plumber,New,Active,secret-remark-twelve",
            "730016482917,910027364520,Two,Addresses,first.address@mailplace.org; second.address@mailplace.org,,R-100,Plumber,New,Active,x",
            "7.3001E+11,910027364521,Rounded,Numberhouse,rounded.numberhouse@mailplace.org,,R-100,Plumber,New,Active,x",
            "730016482919,910027364522,\"Broken,Rowinghouse,broken.rowinghouse@mailplace.org",
        };
        var file = Path.Combine(Path.GetDirectoryName(_place.Config)!, "exports", "Wilhelmina Ostrovskaya.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "Application ID,Candidate ID,First Name,Last Name,Email,Phone,Job ID,Job,Stage,Status,Remark\n" + string.Join('\n', rows) + "\n");
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _place.Change("\"UpdatedAt\": \"Last Activity\",", "");
        _place.Change("\"SmsOptIn\": \"SMS\",", "");
        _place.Change("\"Attributes\": { \"Department\": \"Department\" }", "\"Attributes\": { \"Department\": \"Job\", \"Remark\": \"Remark\" }");
        return
        [
            .. new[] { "R-100", "Plumber", "Interview", "Active" }.Select(v => (v, true)),
            .. rows.SelectMany(r => r.Split(',', ';', ' ')).Concat(["wilhelmina.ostrovskaya", "orchardhouse", "mailplace", "2025550143", "555-0177", "555 0143"])
                .Select(v => v.Trim('"', ' ')).Where(v => v.Length >= 5 && v is not ("R-100" or "Plumber" or "Interview" or "Active" or "(202)")).Distinct(StringComparer.Ordinal).Select(v => (v, false)),
        ];
    }

    private Task<Answer> RecordAsync(string source, string to, params string[] more) => _place.AskAsync(
        ["record", "--source", source, "--to", Path.Combine(_folder, to), .. more.Contains("--key-file") ? more : [.. more, "--key-file", Put("the.key", Secret)]]);

    private string Put(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The same configuration, with the recording in the place of the source.</summary>
    private string Replaying(string source)
    {
        var root = JsonNode.Parse(File.ReadAllText(_place.Config), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        var entry = root["AtsBridge"]!["Sources"]![source]!;
        entry["Adapter"] = "replay";
        var options = entry["Options"]!.AsObject();
        foreach (var key in options.Select(o => o.Key).Where(k => k is not ("Contents" or "DefaultRegion" or "StatusMap" or "DateFormats")).ToList())
        {
            options.Remove(key);
        }

        options["Path"] = Path.Combine(_folder, "R");
        return Put("replay.json", root.ToJsonString());
    }

    private static async Task<IReadOnlyList<RunCertificate>> SyncAsync(string config, string source)
    {
        var reading = ConfigurationSource.Read(config);
        Assert.DoesNotContain(reading.Problems, p => p.Severity == Hosting.Configuration.ProblemSeverity.Error);
        await using var session = BridgeSession.Open(reading.Configuration!, reading, StoreAccess.Host);
        var screen = new Screen(OutputFormat.Json, TextWriter.Null, TextWriter.Null);
        return (await new Pass(session, screen).SyncAsync(session.SourcesOf(source), new(), TestContext.Current.CancellationToken))[0].Certificates;
    }

    private static string Figures(RunCertificate c) => string.Join(' ', new object[]
    {
        c.Outcome, c.Baseline, c.Read, c.Unchanged, c.Changed, c.New, c.Quarantined, c.Vanished, c.Known, c.Moved, c.Transitions, c.Invited, c.Held,
        string.Join(',', c.Suppressed.Select(s => $"{s.Key}={s.Value}")), c.Cancelled,
    });
}
