using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Fixtures;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>Recorded exports of strangers, where they are at hand, read by the profiles of their systems.</summary>
public sealed class ProfileTests
{
    [Theory]
    [InlineData("fivetran-greenhouse", "application.csv", 2)]
    [InlineData("fivetran-lever", "opportunity.csv", 3)]
    public async Task AnExportOfOneFileAnObjectIsReadWithoutQuarantineAndItsStageChangesAreFound(string profile, string table, int records)
    {
        await using var trial = await Trial.StartAsync();
        foreach (var file in Directory.GetFiles(SharedFixtures.At(profile), "*.csv"))
        {
            trial.Write(Path.GetFileName(file), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }

        trial.Config["Sources"]!["acme"] = new JsonObject { ["Adapter"] = "csv", ["Options"] = new JsonObject { ["Profile"] = profile, ["Path"] = table, ["StableFor"] = "00:00:00" } };
        var first = (await trial.RunAsync("sync")).Succeeded().Json.ToJsonString();
        Assert.Contains($"\"read\":{records}", first, StringComparison.Ordinal);
        Assert.Empty(await trial.QuarantineAsync());

        // Somebody moves to a stage that the table of stages names.
        var stages = (await File.ReadAllLinesAsync(Path.Combine(trial.Folder, profile == "fivetran-lever" ? "stage.csv" : "job_stage.csv"), TestContext.Current.CancellationToken))[1].Split(',');
        var column = profile == "fivetran-lever" ? "stage_id" : "current_stage_id";
        var lines = (await File.ReadAllLinesAsync(Path.Combine(trial.Folder, table), TestContext.Current.CancellationToken)).ToList();
        var at = lines[0].Split(',').ToList().IndexOf(column);
        lines[1] = string.Join(',', lines[1].Split(',').Select((cell, i) => i == at ? stages[0] : cell));
        trial.Write(table, string.Join('\n', lines) + "\n");

        var second = (await trial.RunAsync("sync")).Succeeded().Json.ToJsonString();
        Assert.Contains("\"changed\":1", second, StringComparison.Ordinal);
        Assert.Contains("\"transitions\":1", second, StringComparison.Ordinal);
    }
}
