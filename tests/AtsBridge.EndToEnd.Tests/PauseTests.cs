using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>A pause holds and never drops, and whoever wonders is told.</summary>
public sealed class PauseTests
{
    [Fact]
    public async Task APausedSinkIsSentNothingUntilItIsResumedAndLosesNobody()
    {
        await using var trial = await BaselinedAsync();
        var paused = (await trial.RunAsync("pause", "--sink", "GATHER", "--reason", "holidays")).Succeeded().Json;
        Assert.Equal(("Sink", "gather", true, true, 0), ((string)paused["scope"]!, (string)paused["name"]!, (bool)paused["paused"]!, (bool)paused["changed"]!, (int)paused["due"]!));

        trial.Export([.. Row.Many("A-", 3, "Interview"), .. Row.Many("B-", 2, "Phone Screen")]);
        var sync = (await trial.RunAsync("sync")).Succeeded().Json;
        Assert.NotNull(sync["delivery"]![0]!["paused"]);
        Assert.Equal("holidays", (string)sync["paused"]![0]!["reason"]!);
        Assert.Empty(trial.Reached());
        Assert.Empty(trial.Sandbox.Requests);
        Assert.Contains("Sink gather is paused since", (await trial.TextAsync("sync")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("atsbridge resume --sink gather", (await trial.TextAsync("invites", "list")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("gather", (string)(await trial.RunAsync("invites", "list")).Json["paused"]![0]!["name"]!);

        var again = (await trial.RunAsync("pause", "--sink", "gather", "--reason", "another")).Succeeded().Json;
        Assert.Equal((false, "holidays", 5), ((bool)again["changed"]!, (string)again["reason"]!, (int)again["due"]!));
        var resumed = (await trial.RunAsync("resume", "--sink", "Gather")).Succeeded().Json;
        Assert.Equal((false, true, 5), ((bool)resumed["paused"]!, (bool)resumed["changed"]!, (int)resumed["due"]!));
        Assert.False((bool)(await trial.RunAsync("resume", "--sink", "gather")).Succeeded().Json["changed"]!);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(5, trial.Reached().Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5, trial.Reached().Count);
    }

    [Fact]
    public async Task APausedRouteHoldsItsOwnAlone()
    {
        await using var trial = await BaselinedAsync();
        Assert.Contains("Route 'phone screens' is paused.", (await trial.TextAsync("pause", "--route", "Phone Screens")).Succeeded().Output, StringComparison.Ordinal);

        trial.Export([.. Row.Many("A-", 3, "Interview"), .. Row.Many("B-", 2, "Phone Screen")]);
        var sync = (await trial.TextAsync("sync")).Succeeded();
        Assert.Contains("Route 'phone screens' is paused since", sync.Output, StringComparison.Ordinal);
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Reached());
        Assert.Equal(2, (int)(await trial.RunAsync("pause", "--route", "phone screens")).Json["due"]!);

        Assert.Contains("2 invites are due there and go out", (await trial.TextAsync("resume", "--route", "PHONE SCREENS")).Succeeded().Output, StringComparison.Ordinal);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(5, trial.Reached().Count);
    }

    [Fact]
    public async Task APauseOfARouteThatHasLeftTheConfigurationCanBeEnded()
    {
        await using var trial = await BaselinedAsync();
        (await trial.RunAsync("pause", "--route", "phone screens")).Succeeded();
        trial.Routes.RemoveAt(1);

        Assert.Contains("not in the configuration any more", (await trial.TextAsync("status")).Succeeded().Output, StringComparison.Ordinal);
        Assert.True((bool)(await trial.RunAsync("resume", "--route", "Phone Screens")).Succeeded().Json["changed"]!);
        Assert.Contains("There is no route", (await trial.TextAsync("resume", "--route", "phone screens")).Wrong().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause", "Say which")]
    [InlineData("resume", "Say which")]
    [InlineData("pause --sink gather --route engineering", "Say which")]
    [InlineData("pause --sink nowhere", "There is no sink 'nowhere'. There are: gather.")]
    [InlineData("pause --route nowhere", "There is no route 'nowhere'. There are: 'engineering', 'phone screens'.")]
    [InlineData("resume --sink nowhere", "There is no sink 'nowhere'")]
    public async Task WhatDoesNotExistIsAWrongCommand(string line, string says)
    {
        await using var trial = await BaselinedAsync();

        Assert.Contains(says, (await trial.TextAsync(line.Split(' '))).Wrong().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRunningHostSaysOnceThatASinkIsPausedAndOnceThatItGoesOn()
    {
        await using var trial = await BaselinedAsync();
        trial.SaveConfig();
        (await trial.RunAsync("pause", "--sink", "gather", "--reason", "Ada is away")).Succeeded();
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        await Until.TrueAsync("it says that the sink is paused", () => host.Output.Contains("Sink gather is paused since", StringComparison.Ordinal));
        (await trial.RunAsync("resume", "--sink", "gather")).Succeeded();
        await Until.TrueAsync("it says that the sink goes on", () => host.Output.Contains("Sink gather goes on", StringComparison.Ordinal));
        await host.TerminateAsync();
        await host.EndAsync();

        Assert.Equal(2, host.Output.Split("is paused since").Length);
        Assert.DoesNotContain("Ada", host.Output, StringComparison.Ordinal);
    }

    private static async Task<Trial> BaselinedAsync()
    {
        var trial = await Trial.StartAsync();
        trial.AddRoute("phone screens", "Phone Screen", Trial.OtherInterview);
        trial.Export([.. Row.Many("A-", 3, "Applied"), .. Row.Many("B-", 2, "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        return trial;
    }
}
