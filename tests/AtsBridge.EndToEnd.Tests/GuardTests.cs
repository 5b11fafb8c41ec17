using System.Diagnostics;
using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>A renamed stage, a truncated export, a typo that would invite thousands: caught before anything is sent.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task ARenamedStageIsHeldAndOneActGivesTheBaseline()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export([.. Row.Many("P-", 60, "Phone"), .. Row.Many("A-", 40, "Applied"), .. Row.Many("O-", 30, "Offer")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Row.Many("P-", 60, "Interview"), .. Row.Many("A-", 39, "Applied"), new("A-0040", "Interview"), .. Row.Many("O-", 30, "Offer")]);

        const string words = "60 of 60 applications in 'Phone' went to 'Interview' at once, and hardly any did before: this looks like a renamed stage";
        Assert.Contains("acme: the guard would trip. " + words, (await trial.TextAsync("plan")).Failed().Error, StringComparison.Ordinal);
        var sync = (await trial.TextAsync("sync")).Failed();
        Assert.Contains("acme: the guard has tripped. " + words, sync.Error, StringComparison.Ordinal);
        Assert.Contains("60 invites are held, and nothing is sent of them.", sync.Output, StringComparison.Ordinal);
        Assert.Equal(["A-0040"], trial.Reached());

        // The command is on the screen, ready to be typed.
        var command = sync.RawOutput.Split('\n').Single(l => l.Contains("or send none:", StringComparison.Ordinal)).Split("atsbridge ")[1].Trim();
        Assert.Equal("invites cancel --held GuardTripped --run 2", command);
        var shown = (await trial.TextAsync([.. command.Split(' '), "--yes"])).Succeeded();
        Assert.Contains("60 invites are chosen; these are the newest 10 of them.", shown.Output, StringComparison.Ordinal);
        Assert.Contains("60 invites, each is Cancelled:", shown.Output, StringComparison.Ordinal);

        trial.Export([.. Row.Many("P-", 60, "Interview"), .. Row.Many("A-", 38, "Applied"), new("A-0039", "Interview"), new("A-0040", "Interview"), .. Row.Many("O-", 30, "Offer")]);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-0039", "A-0040"], trial.Reached());
    }

    [Fact]
    public async Task AStageThatIsRenamedAwayArchivesNobody()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["OnStageLeft"] = "Archive";
        trial.Source["Guard"] = new JsonObject { ["MaxMoved"] = 1 };
        trial.Export([.. Row.Many("P-", 40, "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Row.Many("P-", 40, "Interview")]);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(40, trial.Reached().Count);

        trial.Source.Remove("Guard");
        trial.Export([.. Row.Many("P-", 40, "Phone Interview")]);
        var sync = (await trial.TextAsync("sync")).Failed();

        Assert.Contains("Route 'engineering' names 'Interview' and not 'Phone Interview'", sync.Error, StringComparison.Ordinal);
        Assert.Empty(trial.Effects(AuditKinds.StatusChanged));
        Assert.All(await trial.StatesAsync(), s => Assert.EndsWith(" Sent", s, StringComparison.Ordinal));

        // It is said until the route is mended, and not only on the day.
        const string warning = "AtsBridge:Routes:0:When:Stage:0 = Interview Nobody stands in this stage any more, and many went from it to 'PHONE INTERVIEW' at once.";
        Assert.Contains(warning, (await trial.TextAsync("validate")).Succeeded().Error, StringComparison.Ordinal);
        trial.Route["When"]!["Stage"]!.AsArray().Add("Phone Interview");
        Assert.DoesNotContain("Nobody stands", (await trial.TextAsync("validate")).Succeeded().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--accept-moved", "Sent")]
    [InlineData(null, "Held(GuardTripped)")]
    public async Task WhatTheOperatorKnowsIsSent(string? option, string state)
    {
        await using var trial = await Trial.StartAsync();
        trial.Export(Row.Many("P-", 30, "Phone"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("P-", 30, "Interview"));

        Assert.Equal(option is null ? 1 : 0, (await trial.RunAsync([.. new[] { "sync", option }.OfType<string>()])).Exit);

        Assert.All(await trial.StatesAsync(), s => Assert.EndsWith(" " + state, s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnExportThatLacksAThirdChangesNothingUntilItIsAccepted()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["HoldFor"] = "01:00:00";
        trial.Export([.. Row.Many("A-", 95, "Applied"), .. Row.Many("B-", 5, "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Row.Many("A-", 95, "Applied"), .. Row.Many("B-", 5, "Interview")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("A-", 70, "Interview"));

        foreach (var verb in new[] { "plan", "sync" })
        {
            var said = (await trial.TextAsync(verb)).Failed().Error;
            Assert.Contains("30 of 100 applications that were known are missing at once (30 %), and up to 20 % may be missing from one export of this source, so nothing was changed.", said, StringComparison.Ordinal);
            Assert.Contains("atsbridge sync --source acme --accept-shrunk", said, StringComparison.Ordinal);
        }

        Assert.All(await trial.StatesAsync(), s => Assert.EndsWith(" Held(UndoWindow)", s, StringComparison.Ordinal));
        trial.Export(Row.Many("A-", 70, "Applied"));
        var accepted = (await trial.RunAsync("sync", "--accept-shrunk")).Succeeded().Run;
        Assert.Equal((30, 5), ((int)accepted["vanished"]!, (int)accepted["cancelled"]!));
    }

    [Theory]
    [InlineData("release", "Due")]
    [InlineData("cancel", "Cancelled")]
    public async Task ThreeThousandAreOneActOfAFewSeconds(string act, string state)
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["Guard"] = new JsonObject { ["MaxPerSync"] = 250 };
        trial.Export([.. Row.Many("A-", 9_999, "Applied"), .. Row.Many("B-", 9_999, "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Row.Many("A-", 3_000, "Interview"), .. Row.Many("A-", 9_999, "Applied").Skip(3_000), .. Row.Many("B-", 9_999, "Applied")]);
        var sync = (await trial.TextAsync("sync")).Failed();
        Assert.Contains("one sync would have sent 3000 invites and the guard allows 250", sync.Error, StringComparison.Ordinal);
        Assert.Contains($"atsbridge invites {act} --held GuardTripped --run 2 --route \"engineering\"", sync.Output, StringComparison.Ordinal);

        var unsure = (await trial.TextAsync("invites", act, "--held", "GuardTripped")).Wrong();
        Assert.Contains("3000? Nobody can be asked here", unsure.Error, StringComparison.Ordinal);
        Assert.Equal(10, unsure.RawOutput.Split('\n').Count(l => l.Contains(" A-", StringComparison.Ordinal)));
        Assert.Contains("3000 invites are chosen; these are the newest 10 of them.", unsure.Output, StringComparison.Ordinal);

        var clock = Stopwatch.StartNew();
        var done = (await trial.RunAsync("invites", act, "--held", "GuardTripped", "--run", "2", "--route", "ENGINEERING", "--yes")).Succeeded().Json;
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal((3_000, 3_000), ((int)done["done"]!, done["results"]!.AsArray().Count));
        Assert.Equal(3_000, (int)(await trial.RunAsync("invites", "list", "--state", state)).Succeeded().Json["chosen"]!);
        Assert.Equal(1, (await trial.RunAsync("invites", act, "--held", "GuardTripped", "--yes")).Exit);
        Assert.Empty(trial.Sandbox.Audit);
    }

    [Fact]
    public async Task InvitesAreChosenByRunAndReasonAndAWrongNameIsSaid()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["Guard"] = new JsonObject { ["MaxPerSync"] = 1 };
        trial.Export(Row.Many("A-", 4, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Row.Many("A-", 2, "Interview"), .. Row.Many("A-", 4, "Applied").Skip(2)]);
        (await trial.RunAsync("sync")).Failed();
        trial.Export(Row.Many("A-", 4, "Interview"));
        (await trial.RunAsync("sync")).Failed();

        async Task<string> ListAsync(params string[] args) =>
            string.Join(' ', (await trial.RunAsync(["invites", "list", .. args])).Succeeded().Json["invites"]!.AsArray().Select(i => (string)i!["application"]!));
        Assert.Equal("A-0002 A-0001", await ListAsync("--run", "2"));
        Assert.Equal("A-0004 A-0003", await ListAsync("--run", "3", "--held", "guardtripped", "--route", "ENGINEERING", "--source", "acme"));
        Assert.Equal("", await ListAsync("--held", "UndoWindow"));
        Assert.Equal("", await ListAsync("--older-than", "01:00:00"));
        Assert.Equal("A-0004", await ListAsync("--limit", "1"));

        var nope = (await trial.TextAsync("invites", "list", "--route", "nope")).Succeeded();
        Assert.Equal("There is no route 'nope' in the configuration. There are: 'engineering'. ", nope.Error);
        Assert.Contains("There is no source 'acmee'", (await trial.TextAsync("invites", "release", "--source", "acmee", "--yes")).Failed().Error, StringComparison.Ordinal);
        Assert.Contains("These are the newest 1 of 4", (await trial.TextAsync("invites", "list", "--limit", "1")).Succeeded().Output, StringComparison.Ordinal);

        (await trial.RunAsync("invites", "release", "--run", "2", "--limit", "1", "--yes")).Succeeded();
        Assert.Equal(["A-0001 Held(GuardTripped)", "A-0002 Due", "A-0003 Held(GuardTripped)", "A-0004 Held(GuardTripped)"], await trial.StatesAsync());
    }
}
