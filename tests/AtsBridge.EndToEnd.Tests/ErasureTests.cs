using System.Text;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>Erasing a person by command, and the exports that go on naming them.</summary>
public sealed class ErasureTests
{
    private const string Invites = "/qsi/gather/candidate-interviews";

    [Fact]
    public async Task AnInvitedPersonIsErasedAndNoExportBringsThemBack()
    {
        await using var trial = await WithSentAsync();
        Assert.NotEmpty(Found(trial));

        var erased = (await trial.TextAsync("erase", "PERSON.a-1@example.com", "--yes")).Succeeded();

        Assert.Contains("A-1", erased.Output, StringComparison.Ordinal);
        Assert.Contains("Erased. No export brings them back", erased.Output, StringComparison.Ordinal);
        Assert.Contains(trial.Sandbox.Audit.Single(e => e.Kind == AuditKinds.InviteSent && e.ExternalId!.Contains(":A-1:", StringComparison.Ordinal)).CandidateInterviewId!, erased.Output, StringComparison.Ordinal);
        Assert.Contains("Backups made before this, the exports, and the ATS itself still hold them.", erased.Output, StringComparison.Ordinal);
        Assert.Equal([], Found(trial));
        Assert.Equal([" Sent", "A-2 Sent"], await trial.StatesAsync());

        Assert.Equal((3, 3), Unchanged((await trial.RunAsync("sync")).Succeeded()));
        trial.Export(new Row("A-1", "Interview"), new Row("A-2", "Interview"), new Row("A-3", "Applied"), new Row("A-9", "Interview") { Candidate = "C-A-1", Email = "new@example.com" });
        Assert.Equal(["A-9"], (await trial.RunAsync("plan")).Succeeded().Decided("Erased"));
        Assert.Contains("this person was erased", (await trial.TextAsync("plan")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(["A-9"], (await trial.RunAsync("sync")).Succeeded().Decided("Erased"));
        Assert.Equal(["A-1", "A-2"], trial.Reached());
        Assert.Equal([], Found(trial, "new@example.com"));

        foreach (var who in new[] { "A-1", "C-A-1", "A-9" })
        {
            Assert.Contains("Nothing is kept of them but keyed hashes", (await trial.TextAsync("explain", who)).Succeeded().Output, StringComparison.Ordinal);
        }

        Assert.Contains("nothing is on record of them", (await trial.TextAsync("erase", "A-1", "--yes")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is on record of 'nobody'", (await trial.TextAsync("erase", "nobody", "--yes")).Failed().Output, StringComparison.Ordinal);
        Assert.DoesNotContain((await trial.RunAsync("backfill", "--route", "engineering", "--yes")).Succeeded().Json["decisions"]!.AsArray(), d => (string)d!["application"]! != "A-2");
    }

    [Fact]
    public async Task WhoIsNotAskedIsShownFirstWithoutNames()
    {
        await using var trial = await WithSentAsync();
        var shown = (await trial.RunAsync("erase", "A-1")).Wrong();
        Assert.Contains("say --yes", shown.Error, StringComparison.Ordinal);
        Assert.False((bool)shown.Json["erased"]!);
        Assert.Equal("A-1", (string)shown.Json["people"]![0]!["applications"]![0]!["application"]!);
        Assert.DoesNotContain("GivenA-1", shown.RawOutput, StringComparison.Ordinal);
        Assert.NotEmpty(Found(trial));

        var done = (await trial.RunAsync("erase", "A-1", "--yes")).Succeeded();
        Assert.True((bool)done.Json["erased"]!);
        Assert.Equal("gather", (string)done.Json["people"]![0]!["atSinks"]![0]!["sink"]!);
        Assert.DoesNotContain("GivenA-1", done.RawOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeopleWhoShareAnAddressAreErasedTogetherOnlyWhereThatIsSaid()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export(new Row("A-1", "Applied") { Email = "office@example.com" }, new Row("A-2", "Applied") { Email = "office@example.com" }, new Row("A-3", "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        var refused = (await trial.TextAsync("erase", "A-1", "--yes")).Wrong();
        Assert.Contains("C-A-2", refused.Output, StringComparison.Ordinal);
        Assert.Contains("say --several", refused.Error, StringComparison.Ordinal);
        (await trial.TextAsync("explain", "A-1")).Succeeded();

        (await trial.TextAsync("erase", "A-1", "--several", "--yes")).Succeeded();
        Assert.Contains("keyed hashes", (await trial.TextAsync("explain", "A-2")).Succeeded().Output, StringComparison.Ordinal);
        (await trial.TextAsync("explain", "A-3")).Succeeded();
    }

    [Fact]
    public async Task WhileAnInviteIsInDoubtNothingIsErasedAndAfterwardsAllOfIt()
    {
        await using var trial = await ToInviteAsync();
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.CutAfter, Method = "POST", PathPrefix = Invites, Count = 2 });
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Contains("A-1 Ambiguous", await trial.StatesAsync());

        var refused = (await trial.TextAsync("erase", "A-1", "--yes")).Failed();
        Assert.Contains("whether it was sent is not known yet", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was erased", refused.Error, StringComparison.Ordinal);
        (await trial.TextAsync("explain", "A-1")).Succeeded();

        (await trial.RunAsync("sync", "--wait")).Succeeded();
        (await trial.TextAsync("erase", "A-1", "--yes")).Succeeded();
        Assert.Equal([], Found(trial));
        Assert.Equal(["A-1", "A-2"], trial.Reached());
    }

    [Fact]
    public async Task WithoutTheRightKeyNothingIsPlannedOrSynced()
    {
        await using var trial = await WithSentAsync();
        (await trial.TextAsync("erase", "A-1", "--yes")).Succeeded();
        var key = trial.Store + ".key";
        File.Move(key, key + ".lost");
        foreach (var verb in new[] { "plan", "sync", "run" })
        {
            var refused = (await trial.TextAsync(verb == "run" ? [verb, "--url", "http://127.0.0.1:0"] : [verb])).Failed();
            Assert.Contains("The key of the tombstones is missing or wrong", refused.Error, StringComparison.Ordinal);
        }

        File.Move(key + ".lost", key);
        (await trial.TextAsync("sync")).Succeeded();

        trial.Config["Erasure"] = new System.Text.Json.Nodes.JsonObject { ["Secret"] = "another key than the one in the file, for sure" };
        Assert.Contains("AtsBridge:Erasure:Secret is another one", (await trial.TextAsync("sync")).Failed().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APersonIsErasedBesideARunningHost()
    {
        await using var trial = await ToInviteAsync();
        trial.Source["Schedule"] = "0/1 * * * * ?";
        trial.SaveConfig();
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        await Until.TrueAsync("both are invited", async () => (await trial.StatesAsync()).Count(s => s.EndsWith(" Sent", StringComparison.Ordinal)) == 2);

        await Until.TrueAsync("no request is under way", async () => (await trial.TextAsync("erase", "A-1", "--yes")).Exit == 0);
        trial.Export(new Row("A-1", "Applied"), new Row("A-2", "Interview"), new Row("A-3", "Interview"));
        await Until.TrueAsync("the third is invited", () => trial.Reached().Count == 3);
        trial.Export(new Row("A-1", "Interview"), new Row("A-2", "Interview"), new Row("A-3", "Interview"), new Row("A-4", "Interview"));
        await Until.TrueAsync("the fourth is invited", () => trial.Reached().Contains("A-4"));

        await host.TerminateAsync();
        var answer = await host.EndAsync();
        Assert.True(answer.Exit == 0, answer.RawError + answer.RawOutput);
        Assert.Equal(["A-1", "A-2", "A-3", "A-4"], trial.Reached());
        Assert.Equal([], Found(trial));
    }

    private static async Task<Trial> ToInviteAsync()
    {
        var trial = await Trial.StartAsync();
        trial.Export(new Row("A-1", "Applied"), new Row("A-2", "Applied"), new Row("A-3", "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(new Row("A-1", "Interview"), new Row("A-2", "Interview"), new Row("A-3", "Applied"));
        return trial;
    }

    private static async Task<Trial> WithSentAsync()
    {
        var trial = await ToInviteAsync();
        (await trial.RunAsync("sync")).Succeeded();
        return trial;
    }

    private static (int Read, int Unchanged) Unchanged(Answer sync) =>
        sync.Run["outcome"]!.ToString() == "NothingNew" ? (3, 3) : ((int)sync.Run["read"]!, (int)sync.Run["unchanged"]!);

    /// <summary>What of the first person, or which of these words, stands in any file of the store.</summary>
    private static List<string> Found(Trial trial, params string[] words)
    {
        string[] wanted = words.Length > 0 ? words : ["GivenA-1", "FamilyA-1", "person.a-1@example.com", "C-A-1", "acme:A-1"];
        return [.. Directory.EnumerateFiles(trial.Folder, "atsbridge.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            return wanted.Where(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"{w} in {Path.GetFileName(file)}");
        })];
    }
}
