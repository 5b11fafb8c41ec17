using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>An export that broke looks like a mass departure: it must change nothing.</summary>
public sealed class ShrunkSourceTests
{
    [Theory]
    [InlineData("empty", "The source is suddenly empty: 20 applications were known")]
    [InlineData("half", "The source has shrunk to half or less: 10 applications were read and 20 were known")]
    [InlineData("gone", "No file matches \"export.csv\"")]
    public async Task ASourceThatIsSuddenlyGoneChangesNothingAndSaysWhy(string how, string why)
    {
        await using var trial = await WithTwentyAsync();
        var before = await trial.InvitesAsync();
        switch (how)
        {
            case "empty":
                trial.Export();
                break;
            case "half":
                trial.Export(Row.Many("A-", 10, "Offer"));
                break;
            default:
                trial.Delete("export.csv");
                break;
        }

        var plan = (await trial.TextAsync("plan")).Failed();
        var sync = (await trial.TextAsync("sync")).Failed();
        foreach (var said in new[] { plan, sync })
        {
            Assert.Contains(why, said.Error, StringComparison.Ordinal);
            Assert.Contains(how == "gone" ? "is the export still delivered?" : "atsbridge sync --source acme --accept-shrunk", said.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before.Select(i => i.ToJsonString()).ToList(), (await trial.InvitesAsync()).Select(i => i.ToJsonString()).ToList());
        trial.Export([.. Row.Many("A-", 20, "Interview"), new("B-1", "Interview")]);
        var next = (await trial.RunAsync("sync")).Succeeded().Run;
        Assert.Equal((20, 0, 1, 0, 1), ((int)next["unchanged"]!, (int)next["changed"]!, (int)next["new"]!, (int)next["vanished"]!, (int)next["transitions"]!));
        Assert.Equal(["B-1"], trial.Reached());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task WhatTheOperatorAcceptsCounts(int left)
    {
        await using var trial = await WithTwentyAsync();
        trial.Export(Row.Many("A-", left, "Interview"));
        (await trial.RunAsync("sync")).Failed();
        var accepted = (await trial.RunAsync("sync", "--accept-shrunk")).Succeeded().Run;
        Assert.Equal((left, 20 - left), ((int)accepted["unchanged"]!, (int)accepted["vanished"]!));

        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("A-", 20, "Interview"));
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Empty(trial.Reached());
    }

    [Fact]
    public async Task InAFolderABrokenExportIsReadAgainUntilItIsAccepted()
    {
        await using var trial = await Trial.StartAsync();
        trial.Source["Options"]!["Path"] = "*.csv";
        trial.Write("1.csv", Csv(Row.Many("A-", 20, "Applied")));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Write("2.csv", Csv([]));
        (await trial.RunAsync("sync")).Failed();
        (await trial.RunAsync("sync")).Failed();
        trial.Delete("2.csv");
        trial.Write("3.csv", Csv([.. Row.Many("A-", 19, "Applied"), new("A-0020", "Interview")]));
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-0020"], trial.Reached());
    }

    private static string Csv(IEnumerable<Row> rows) => string.Concat(rows.Select(r => r.Csv()).Prepend(Row.Header).Select(l => l + "\n"));

    private static async Task<Trial> WithTwentyAsync()
    {
        var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", 20, "Interview"));
        (await trial.RunAsync("sync")).Succeeded();
        return trial;
    }
}
