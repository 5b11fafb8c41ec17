using System.Globalization;
using System.Text.Json;

namespace AtsBridge.Cli.Tests.Recording;

/// <summary>What is added to a recording is what is new, whatever of the old the source still has.</summary>
public sealed class AddTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-add-").FullName;
    private int _day;

    public AddTests()
    {
        File.WriteAllText(Path.Combine(_folder, "the.key"), "0123456789abcdef0123456789abcdef");
        Directory.CreateDirectory(Exports);
        _place.Change("\"UpdatedAt\": \"Last Activity\",", "");
        _place.Change("\"SmsOptIn\": \"SMS\",", "");
        _place.Change("\"Attributes\": { \"Department\": \"Department\" }", "\"Attributes\": { }");
    }

    private string Exports => Path.Combine(Path.GetDirectoryName(_place.Config)!, "exports");

    private string[] Sets => [.. Directory.GetFiles(Path.Combine(_folder, "R")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task FilesThatAreInItAreNotRecordedAgain()
    {
        Export("a.csv", "New");
        Export("b.csv", "Interview");
        Assert.Equal((2, 4, 0), await RecordAsync());
        Assert.Equal((0, 0, 2), await RecordAsync("--add"));

        Export("c.csv", "Offer");
        Assert.Equal((1, 2, 2), await RecordAsync("--add"));
        // The oldest is no longer kept, and two have come.
        File.Delete(Path.Combine(Exports, "a.csv"));
        Export("d.csv", "Hired");
        Export("e.csv", "New");
        Assert.Equal((2, 4, 2), await RecordAsync("--add"));

        Assert.Equal(["set-0001.ndjson", "set-0002.ndjson", "set-0003.ndjson", "set-0004.ndjson", "set-0005.ndjson"], Sets);
        Assert.Equal(["New", "Interview", "Offer", "Hired", "New"], Stages());
        await AsIfRecordedAtOnceAsync("b.csv", "c.csv", "d.csv", "e.csv");
    }

    [Fact]
    public async Task AFileThatIsWrittenAgainIsAnotherSetUnlessItHoldsWhatTheLastOneHeld()
    {
        Export("a.csv", "New");
        await RecordAsync();
        Export("a.csv", "Interview");
        Assert.Equal((1, 2, 0), await RecordAsync("--add"));
        Export("a.csv", "Interview");
        Assert.Equal((0, 0, 1), await RecordAsync("--add"));
        Export("a.csv", "New");
        Assert.Equal((1, 2, 0), await RecordAsync("--add"));

        Assert.Equal(["New", "Interview", "New"], Stages());
    }

    [Fact]
    public async Task WhatLooksLikeTheOldAndIsNotIsRecordedWhole()
    {
        foreach (var stage in new[] { "New", "Interview", "New" })
        {
            Export("a.csv", stage);
            await RecordAsync("--add");
        }

        // Recorded is A, B, A, and there are A, B, C: only the A that stands at the end of the one and the beginning of the other is the same.
        Export("b.csv", "Interview");
        Export("c.csv", "Offer");
        Assert.Equal((2, 4, 1), await RecordAsync("--add"));

        Assert.Equal(["New", "Interview", "New", "Interview", "Offer"], Stages());
        Assert.Equal(["set-0001.ndjson", "set-0002.ndjson", "set-0003.ndjson", "set-0004.ndjson", "set-0005.ndjson"], Sets);
    }

    [Theory]
    [InlineData(1, 1, 1, true)]
    [InlineData(2, 1, 2, true)]
    [InlineData(3, 2, 3, true)]
    [InlineData(4, 2, 4, false)]
    public async Task ALimitCountsWhatIsNew(int most, int sets, int records, bool cut)
    {
        Export("a.csv", "New");
        await RecordAsync();
        Export("b.csv", "Interview");
        Export("c.csv", "Offer");

        var json = (await AskAsync("--add", "--max", most.ToString(CultureInfo.InvariantCulture))).Json();

        Assert.Equal((sets, records, 1, cut), (json.GetProperty("sets").GetInt32(), json.GetProperty("records").GetInt32(), json.GetProperty("known").GetInt32(), json.GetProperty("cut").GetBoolean()));
        Assert.Equal(sets + 1, Sets.Length);
        Assert.All(Sets, name => Assert.Equal(Lines(name).Count(l => l.StartsWith("{\"record\"", StringComparison.Ordinal)), EndOf(name)));
    }

    [Fact]
    public async Task NothingNewIsSaidAndIsNoFailure()
    {
        Export("a.csv", "New");
        await RecordAsync();

        var text = await _place.AskAsync("record", "--source", "acme", "--to", Path.Combine(_folder, "R"), "--key-file", Path.Combine(_folder, "the.key"), "--add");

        Assert.Equal((0, ""), (text.Code, text.Error));
        Assert.Contains("The source has nothing new to record.", text.Out, StringComparison.Ordinal);
        Assert.Contains("1 of its sets are what the recording ended with", text.Out, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _place.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Set by set the same as one recording of the files that are there.</summary>
    private async Task AsIfRecordedAtOnceAsync(params string[] files)
    {
        Assert.Equal(files, Directory.GetFiles(Exports).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        await _place.AskAsync("record", "--source", "acme", "--to", Path.Combine(_folder, "S"), "--key-file", Path.Combine(_folder, "the.key"));
        for (var i = 1; i <= files.Length; i++)
        {
            var (once, added) = ($"set-{i:0000}.ndjson", $"set-{i + Sets.Length - files.Length:0000}.ndjson");
            Assert.Equal(File.ReadAllText(Path.Combine(_folder, "S", once)).Replace(once, added, StringComparison.Ordinal), File.ReadAllText(Path.Combine(_folder, "R", added)));
        }
    }

    private void Export(string name, string stage)
    {
        var file = Path.Combine(Exports, name);
        File.WriteAllText(file, $"Application ID,Candidate ID,First Name,Last Name,Email,Phone,Job ID,Job,Stage,Status\n7300164,91002,Wilhelmina,Ostrovskaya,w@example.org,,R-1,Plumber,{stage},Active\n7300165,91003,Bo,Ek,b@example.org,,R-1,Plumber,New,Active\n");
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, ++_day, 0, 0, 0, DateTimeKind.Utc));
    }

    private Task<Answer> AskAsync(params string[] more) =>
        _place.AskAsync(["record", "--source", "acme", "--to", Path.Combine(_folder, "R"), "--key-file", Path.Combine(_folder, "the.key"), "--output", "json", .. more]);

    private async Task<(int Sets, int Records, int Known)> RecordAsync(params string[] more)
    {
        var answer = await AskAsync(more);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        var json = answer.Json();
        return (json.GetProperty("sets").GetInt32(), json.GetProperty("records").GetInt32(), json.GetProperty("known").GetInt32());
    }

    /// <summary>The stage of the first person, set by set; each set is whole and names itself.</summary>
    private IEnumerable<string?> Stages() => Sets.Select(name =>
    {
        using var first = JsonDocument.Parse(Lines(name)[0]);
        Assert.All(Lines(name).Where(l => l.Contains("\"resource\"", StringComparison.Ordinal)), l => Assert.Contains($"\"resource\":\"{name}\"", l, StringComparison.Ordinal));
        Assert.Equal(2, EndOf(name));
        return first.RootElement.GetProperty("record").GetProperty("stage").GetString();
    });

    private int EndOf(string name)
    {
        using var last = JsonDocument.Parse(Lines(name)[^1]);
        return last.RootElement.GetProperty("end").GetInt32();
    }

    private string[] Lines(string name) => File.ReadAllLines(Path.Combine(_folder, "R", name));
}
