using System.Diagnostics;
using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>The first thing that anybody runs.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task TheDemoEndsWellInUnderTenSecondsAndItsCountsAgree()
    {
        var clock = Stopwatch.StartNew();
        await using var demo = BridgeProcess.Start(Path.GetTempPath(), "demo", "--output", "json");
        var answer = (await demo.EndAsync()).Succeeded();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        var counts = answer.Json;
        Assert.Equal((37, 37, 37, 0), ((int)counts["planned"]!, (int)counts["decided"]!, (int)counts["sent"]!, (int)counts["twice"]!));
        Assert.All(counts["acts"]!.AsArray().SelectMany(a => (a!["sync"] ?? a["plan"])?["runs"]?.AsArray() ?? []), run => Assert.True((bool)run!["balances"]!));
    }

    [Fact]
    public async Task TheDemoForPeopleEndsWellAndSaysSo()
    {
        await using var demo = BridgeProcess.Start(Path.GetTempPath(), "demo");
        var answer = (await demo.EndAsync()).Succeeded();

        Assert.Contains("planned 37 · decided 37 · reached by the sandbox 37 · invited twice 0 : they agree", answer.Output, StringComparison.Ordinal);
        Assert.Empty(answer.RawError.Trim());
    }

    [Fact]
    public async Task TheSecondDayInvitesExactlyThoseThatTheSampleSaysAndNamesTheReasonOfTheOthers()
    {
        await using var trial = await Sample.StartAsync();
        trial.Deliver(1);
        Assert.Empty((await trial.RunAsync("sync")).Succeeded().Decided("Invite"));
        trial.Deliver(2);
        var plan = (await trial.RunAsync("plan")).Succeeded();
        var sync = (await trial.RunAsync("sync")).Succeeded();

        foreach (var answer in new[] { plan, sync })
        {
            Assert.Equal(Sample.Engineering, Invited(answer, "engineering interviews"));
            Assert.Equal(Sample.Support, Invited(answer, "support interviews"));
            Assert.Equal(Sample.Stores, Invited(answer, "store interviews"));
            Assert.Equal(Sample.Retail, Invited(answer, "retail store interviews"));
            Assert.Equal(["00041124", "00041135", "27272139"], answer.Decided("AlreadyInvited"));
            Assert.Equal(["00041107", "00041109", "272760cc"], answer.Decided("NoContact"));
            Assert.Equal(["00041111", "00041113", "27270be0"], answer.Decided("NoConsent"));
        }

        string[] all = [.. Sample.Engineering.Concat(Sample.Support).Concat(Sample.Stores).Concat(Sample.Retail).Order(StringComparer.Ordinal)];
        Assert.Equal(all, trial.Reached());
        Assert.Equal([.. all.Select(a => $"{a} Sent")], await trial.StatesAsync());
        Assert.Equal(
            ["00041195 Email", "00041200 Phone", "00041202 ", "00041207 ", "2727ce6f Email"],
            [.. (await trial.QuarantineAsync()).Select(r => $"{r["key"] ?? $"row {r["row"]}"} {r["field"]}").Order(StringComparer.Ordinal)]);
    }

    private static string[] Invited(Answer answer, string route) =>
        [.. (answer.Json["sync"] ?? answer.Json)["decisions"]!.AsArray()
            .Where(d => (string)d!["verdict"]! == "Invite" && (string?)d["route"] == route)
            .Select(d => (string)d!["application"]!).Order(StringComparer.Ordinal)];
}
