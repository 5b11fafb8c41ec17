using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary><c>news</c>: what a system owes, was told and refused, over the real host, and told again after mending.</summary>
public sealed class NewsVerbTests
{
    [Fact]
    public async Task WhatASystemRefusedIsSaidAndToldAgainOnceItIsMended()
    {
        using var ats = new SmallAts();
        await using var trial = await ats.ConnectAsync();
        Assert.Empty(await NewsAsync(trial));

        ats.Set("A-1", "Interview", "2026-03-02T08:00:00Z");
        ats.Set("A-2", "Interview", "2026-03-02T08:00:00Z");
        ats.TakesNoNoteOf = "A-1";
        var round = (await trial.RunAsync("sync", "--wait")).Succeeded().Json["news"]!;
        Assert.Equal((1, 1, 0), ((int)round["told"]!, round["refused"]!.AsArray().Count, round["putOff"]!.AsArray().Count));
        Assert.Equal(["A-1 Refused", "A-2 Told"], (await NewsAsync(trial)).Select(Shown).Order(StringComparer.Ordinal));
        var refused = Assert.Single(await NewsAsync(trial, "--state", "refused", "--route", "ENGINEERING", "--source", "acme"));
        Assert.Equal(
            ("engineering", "acme", "Sent", 1, "127.0.0.1/applications/{Application}/notes answered 404. Check WriteBack; the application may be gone."),
            ((string?)refused["route"], (string?)refused["source"], (string?)refused["progress"], (int)refused["tries"]!, (string?)refused["fault"]));
        Assert.NotNull(refused["triedAt"]);
        Assert.Equal(["NewsRefused"], (await trial.RunAsync("status")).Succeeded().Json["notes"]!.AsArray().Select(n => (string?)n!["kind"]));

        var text = (await trial.TextAsync("news", "list")).Succeeded();
        Assert.Contains("In all: 0 Owed, 1 Told, 1 Refused.", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", (await trial.RunAsync("news", "list")).RawOutput, StringComparison.Ordinal);
        var few = (await trial.TextAsync("news", "list", "--limit", "1")).Succeeded();
        Assert.Contains("These are the newest 1 of 2 that the options choose", few.Output, StringComparison.Ordinal);

        // Nobody is asked in a pipe, and what was told is not told again by the way.
        Assert.Contains("Have these 1 told again?", (await trial.RunAsync("news", "retry", "--route", "engineering")).Wrong().Error, StringComparison.Ordinal);
        Assert.Contains("What was told needs --state Told", (await trial.RunAsync("news", "retry", Invite(await NewsAsync(trial, "--state", "Told")), "--yes")).Wrong().Error, StringComparison.Ordinal);
        Assert.Empty((await trial.RunAsync("news", "retry", "--state", "Owed", "--yes")).Failed().Json["invites"]!.AsArray());

        ats.TakesNoNoteOf = null;
        var number = Invite(await NewsAsync(trial, "--state", "Refused"));
        var again = (await trial.RunAsync("news", "retry", number, "--yes")).Succeeded().Json;
        Assert.Equal((1, number), ((int)again["done"]!, again["invites"]![0]!.ToJsonString()));
        Assert.Equal(["A-1 Owed", "A-2 Told"], (await NewsAsync(trial)).Select(Shown).Order(StringComparer.Ordinal));
        var notes = ats.Notes.Count(n => n.StartsWith("/applications/A-2/", StringComparison.Ordinal));
        await HostAsync(trial, () => Until.TrueAsync("it is told", async () => (await NewsAsync(trial)).All(n => (string?)n["state"] == "Told")));
        Assert.Contains(ats.Notes, n => n.StartsWith("/applications/A-1/", StringComparison.Ordinal));
        Assert.Equal(notes, ats.Notes.Count(n => n.StartsWith("/applications/A-2/", StringComparison.Ordinal)));
    }

    private static async Task HostAsync(Trial trial, Func<Task> meanwhile)
    {
        trial.SaveConfig();
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        await host.AddressAsync();
        await meanwhile();
        await host.TerminateAsync();
        Assert.Equal(0, (await host.EndAsync()).Exit);
    }

    private static async Task<IReadOnlyList<JsonNode>> NewsAsync(Trial trial, params string[] options) =>
        [.. (await trial.RunAsync(["news", "list", .. options])).Succeeded().Json["news"]!.AsArray().Select(n => n!)];

    private static string Shown(JsonNode news) => $"{news["application"]} {news["state"]}";

    private static string Invite(IReadOnlyList<JsonNode> news) => Assert.Single(news)["invite"]!.ToJsonString();
}
