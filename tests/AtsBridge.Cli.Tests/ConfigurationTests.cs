namespace AtsBridge.Cli.Tests;

public sealed class ConfigurationTests
{
    public static TheoryData<string> Readers =>
        ["run", "sync", "plan", "stages --source acme", "validate", "explain X", "backfill --route R", "invites list", "invites show 1", "invites cancel 1", "quarantine list", "quarantine retry", "news list", "news retry 1", "erase X"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task AMissingFileIsNamed(string line)
    {
        var missing = Path.Combine(Path.GetTempPath(), "atsbridge-no-such-folder", string.Join(Path.DirectorySeparatorChar, Enumerable.Repeat("a longer path than fits a line", 8)), "not-here.json");
        var answer = await Answer.ToAsync([.. line.Split(' '), "--config", missing]);

        Assert.Equal(2, answer.Code);
        // In one piece: a path with a line break in it can be neither searched for nor copied.
        Assert.Contains(missing, answer.Error, StringComparison.Ordinal);
        Assert.Contains("--config", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task WhatIsWrongInTheFileIsSaidWithItsPath(string line)
    {
        using var place = new Workplace();
        place.Change("\"Adapter\": \"gather\"", "\"Adapter\": \"carrier pigeon\"");

        var answer = await place.AskAsync(line.Split(' '));

        Assert.Equal(2, answer.Code);
        Assert.Contains("AtsBridge:Sinks:gather", answer.Error, StringComparison.Ordinal);
        Assert.Contains("carrier pigeon", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMachineGetsTheProblemsAsADocument()
    {
        using var place = new Workplace();
        place.Change("\"Adapter\": \"gather\"", "\"Adapter\": \"carrier pigeon\"");

        var answer = await place.AskAsync("validate", "--output", "json");

        Assert.Equal((2, ""), (answer.Code, answer.Error));
        Assert.False(answer.Json().GetProperty("valid").GetBoolean());
        Assert.Contains(answer.JsonTexts(), text => text.StartsWith("AtsBridge:Sinks:gather", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheSampleIsSound()
    {
        using var place = new Workplace();

        var text = await place.AskAsync("validate");
        var json = await place.AskAsync("validate", "--output", "json");

        Assert.Equal((0, ""), (text.Code, text.Error));
        Assert.Contains("sound", text.Out, StringComparison.Ordinal);
        Assert.True(json.Json().GetProperty("valid").GetBoolean());
        Assert.False(place.Has("atsbridge.db"));
    }

    [Fact]
    public async Task APathIsWrittenAsItIsAndNotWithEmoji()
    {
        using var place = new Workplace();
        place.Change("\"MaxPerSync\": 50", "\"MaxPerSync\": 0");

        var answer = await place.AskAsync("validate");

        Assert.Contains("AtsBridge:Routes:0:Guard:MaxPerSync", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sync --source acmee", "acme, retail")]
    [InlineData("plan --source acmee", "acme, retail")]
    [InlineData("stages --source acmee", "acme, retail")]
    [InlineData("quarantine retry --source acmee", "acme, retail")]
    [InlineData("backfill --route acmee", "'support interviews'")]
    public async Task AnUnknownNameIsAnsweredWithThoseThatExist(string line, string existing)
    {
        using var place = new Workplace();

        var answer = await place.AskAsync(line.Split(' '));

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains("'acmee'", answer.Error, StringComparison.Ordinal);
        Assert.Contains(existing, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASourceThatCanNotBeReadEndsWith1()
    {
        using var place = new Workplace();
        place.Change("exports/*.csv", "exports/nowhere.csv");

        var answer = await place.AskAsync("stages", "--source", "acme");

        Assert.Equal(1, answer.Code);
        Assert.Contains("nowhere.csv", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--output", "text")]
    [InlineData("--output", "json")]
    public async Task TheShippedAdaptersAreListed(string option, string format)
    {
        var answer = await Answer.ToAsync("adapters", option, format);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.All(["csv", "json", "xlsx", "xml", "gather"], name => Assert.Contains(name, answer.Out, StringComparison.Ordinal));
        Assert.DoesNotContain("refused in", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheListOfAdaptersForMachinesNamesKindAssemblyAndVersion()
    {
        var found = (await Answer.ToAsync("adapters", "--output", "json")).Json().GetProperty("found").EnumerateArray()
            .Select(a => $"{a.GetProperty("kind")} {a.GetProperty("name")} {a.GetProperty("assembly")}").Order(StringComparer.Ordinal);

        Assert.Equal(["Sink gather AtsBridge.Gather", "Source csv AtsBridge.Adapters.Csv", "Source json AtsBridge.Adapters.Json", "Source replay AtsBridge.Adapters.Replay", "Source rest AtsBridge.Adapters.Rest", "Source xlsx AtsBridge.Adapters.Xlsx", "Source xml AtsBridge.Adapters.Xml"], found);
    }
}
