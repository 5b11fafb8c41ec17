using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>A record that could not be read, and what the operator does after the configuration or the export was mended.</summary>
public sealed class QuarantineRetryTests
{
    /// <summary>The key of the export is in two columns, which the configuration did not say: those without an application id are refused.</summary>
    [Theory]
    [InlineData("export.csv")]
    [InlineData("*.csv")]
    public async Task AfterTheConfigurationIsMendedTheRecordIsTaken(string path)
    {
        await using var trial = await WithBaselineAsync(path);
        trial.Source["Options"]!["Fields"]!.AsObject().Remove("JobId");
        trial.Write("export.csv", Csv(new("A-1", "Applied"), new("", "Interview") { Candidate = "C-9" }, new("A-3", "Applied")));
        (await trial.RunAsync("sync")).Succeeded();
        var bad = Assert.Single(await trial.QuarantineAsync());
        Assert.Contains("Map one in Fields", (string)bad["reason"]!, StringComparison.Ordinal);
        Assert.Equal(["can't be read"], await RetriedAsync(trial, exit: 1));

        trial.Source["Options"]!["Fields"]!["JobId"] = "Job ID";
        Assert.Contains("say --yes to do it", (await trial.TextAsync("quarantine", "retry")).Wrong().Error, StringComparison.Ordinal);
        Assert.Empty(await trial.InvitesAsync());
        var done = (await trial.RunAsync("quarantine", "retry", "--source", "acme", "--yes")).Succeeded().Json;

        Assert.Equal(("Readable", "C-9/J-1", true), ((string)done["records"]![0]!["outcome"]!, (string)done["records"]![0]!["key"]!, (bool)done["written"]!));
        Assert.Equal(["C-9/J-1 Due"], await trial.StatesAsync());
        Assert.Empty(await trial.QuarantineAsync());
        Assert.Contains("read since", (await trial.TextAsync("quarantine", "list", "--all")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was written", (await trial.TextAsync("quarantine", "retry", "--yes")).Succeeded().Output, StringComparison.Ordinal);

        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["C-9/J-1"], trial.Reached());
    }

    /// <summary>The export is written again every night, and on the row of somebody without a key stands somebody who has come since.</summary>
    [Theory]
    [InlineData("export.csv")]
    [InlineData("*.csv")]
    public async Task WhoStandsOnTheRowOfSomebodyOfTheFirstSyncIsInvited(string path)
    {
        await using var trial = await Trial.StartAsync();
        trial.Source["Options"]!["Path"] = path;
        trial.Source["Options"]!["Fields"]!.AsObject().Remove("JobId");
        trial.Write("export.csv", Csv(new("A-1", "Applied"), new("", "Interview") { Candidate = "C-9" }, new("A-3", "Applied")));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Write("export.csv", Csv(new("A-1", "Applied"), new("N-1", "Interview"), new("A-3", "Applied")));

        Assert.Equal(["out of date"], await RetriedAsync(trial, exit: 0, "--yes"));
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["N-1"], trial.Reached());
    }

    /// <summary>A file that was read is not read again by a sync, and its other records are old news by now.</summary>
    [Fact]
    public async Task OfAnOldFileOfChangesOnlyTheRecordItselfIsTaken()
    {
        await using var trial = await WithBaselineAsync("*.csv", "Changes");
        trial.Source["Options"]!["MaxCellChars"] = 100;
        var long1 = new Row("A-1", "Interview") { Job = new string('x', 101) };
        trial.Write("2.csv", Csv(long1, new("A-2", "Interview")));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Write("3.csv", Csv(new Row("A-2", "Offer")));
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-2"], trial.Reached());

        trial.Source["Options"]!["MaxCellChars"] = 1_000;
        Assert.Equal(0, (await trial.RunAsync("sync")).Succeeded().Runs.Sum(r => (int)r["read"]!));
        (await trial.RunAsync("quarantine", "retry", "--yes")).Succeeded();
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-1", "A-2"], trial.Reached());
        Assert.Contains("Offer", (await trial.TextAsync("explain", "A-2")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARowWithTooManyCellsIsFoundByItsIdAndGoneIsGone()
    {
        await using var trial = await WithBaselineAsync("*.csv");
        trial.Write("2.csv", Csv(new("A-1", "Interview") { Job = "Nurse, Nights" }, new("A-2", "Applied"), new("A-3", "Applied")));
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Contains("or a line break is not quoted", (await trial.TextAsync("explain", "A-1")).Succeeded().Output, StringComparison.Ordinal);

        trial.Delete("2.csv");
        trial.Write("3.csv", Csv(new("A-2", "Applied"), new("A-3", "Applied")));
        Assert.Equal(["no longer there"], await RetriedAsync(trial, exit: 0, "--yes"));
        Assert.Empty(await trial.QuarantineAsync());
    }

    [Fact]
    public async Task AWrongNumberIsSaidAndNothingIsChanged()
    {
        await using var trial = await WithBaselineAsync("*.csv");

        Assert.Contains("There is no record 7 in quarantine", (await trial.TextAsync("quarantine", "retry", "7", "--yes")).Wrong().Error, StringComparison.Ordinal);
    }

    private static string Csv(params Row[] rows) => string.Concat(rows.Select(r => r.Csv()).Prepend(Row.Header).Select(l => l + "\n"));

    private static async Task<Trial> WithBaselineAsync(string path, string contents = "Full")
    {
        var trial = await Trial.StartAsync();
        trial.Source["Options"]!["Path"] = path;
        trial.Source["Options"]!["Contents"] = contents;
        trial.Write(path == "*.csv" ? "1.csv" : path, Csv(new("A-1", "Applied"), new("A-2", "Applied"), new("A-3", "Applied")));
        (await trial.RunAsync("sync")).Succeeded();
        return trial;
    }

    /// <summary>What became of the records, as a person reads it.</summary>
    private static async Task<IReadOnlyList<string>> RetriedAsync(Trial trial, int exit, params string[] args)
    {
        var answer = await trial.TextAsync(["quarantine", "retry", .. args]);
        Assert.True(answer.Exit == exit, answer.RawError + answer.RawOutput);
        return [.. new[] { "can be read", "can't be read", "no longer there", "out of date" }.Where(w => answer.Output.Contains(w, StringComparison.Ordinal))];
    }
}
