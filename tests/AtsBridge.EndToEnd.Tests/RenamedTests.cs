using System.Net;
using AtsBridge.EndToEnd.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>Names that change between two starts: nobody is lost in silence, and nobody is a stranger by a letter.</summary>
public sealed class RenamedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsDueOfARenamedSinkIsSaidByEveryVerbAndTheHostAndCanBeCancelled()
    {
        await using var trial = await WithTwoDueAsync();
        trial.RenameSink("other");
        const string Said = "2 unfinished invites belong to sink 'gather', which the configuration does not have";
        const string Cure = "atsbridge invites cancel --sink gather --state Due";

        Assert.Contains("warning AtsBridge:Sinks:gather " + Said, (await trial.TextAsync("validate")).Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains(Cure, (await trial.TextAsync("status")).Failed().Output, StringComparison.Ordinal);
        Assert.Contains(Said, (await trial.TextAsync("sync")).Succeeded().Error, StringComparison.Ordinal);
        await using (var host = await RunningHost.StartAsync(trial))
        {
            Assert.Contains(host.Log.Lines, l => l.Contains(" Error " + Said, StringComparison.Ordinal));
            Assert.Equal(0, (await Scrape.OfAsync(host.Address)).Value("atsbridge_healthy"));
        }

        (await trial.TextAsync([.. Cure.Split(' ').Skip(1), "--yes"])).Succeeded();
        Assert.DoesNotContain("gather'", (await trial.TextAsync("validate")).Succeeded().Error, StringComparison.Ordinal);
        (await trial.TextAsync("status")).Succeeded();
        Assert.Empty(trial.Reached());
    }

    [Fact]
    public async Task ASinkThatGetsItsNameBackDeliversWhatWaited()
    {
        await using var trial = await WithTwoDueAsync();
        trial.RenameSink("other");
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Empty(trial.Reached());
        trial.Config["Sinks"]!["gather"] = trial.Config["Sinks"]!["other"]!.DeepClone();
        trial.Config["Sinks"]!.AsObject().Remove("other");
        trial.Route["Sink"] = "gather";

        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-0001", "A-0002"], trial.Reached());
    }

    [Fact]
    public async Task WhatIsDueOfARenamedSourceIsDeliveredAndItsPeopleAreNotInvitedAgain()
    {
        await using var trial = await WithTwoDueAsync();
        trial.Config["Sources"]!["acme2"] = trial.Source.DeepClone();
        trial.Config["Sources"]!.AsObject().Remove("acme");
        trial.Route["Source"] = "acme2";
        // The first sync of the new name would be a baseline: this is the harder case.
        trial.Route["FirstSync"] = "Invite";

        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-0001", "A-0002"], trial.Reached());
        Assert.Equal(["A-0001 Sent", "A-0002 Sent"], await trial.StatesAsync());
    }

    [Fact]
    public async Task AnEnvironmentInCapitalsMakesNoOtherSinkOfIt()
    {
        await using var trial = await WithTwoDueAsync();
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Row.Many("A-", 2, "Applied"), new Row("B-1", "Applied")]);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export([.. Row.Many("A-", 2, "Interview"), new Row("B-1", "Interview")]);
        trial.Sink["Options"]!["ApiKey"] = "qapi_notThisOne";
        trial.SaveConfig();
        var shouted = new Dictionary<string, string>(StringComparer.Ordinal) { ["ATSBRIDGE__SINKS__GATHER__OPTIONS__APIKEY"] = Trial.Key, ["ATSBRIDGE__SOURCES__ACME__OPTIONS__PATH"] = "export.csv" };
        await using (var sync = BridgeProcess.Start(trial.Folder, shouted, "sync"))
        {
            Assert.Equal(0, (await sync.EndAsync()).Exit);
        }

        Assert.Equal(["A-0001", "A-0002", "B-1"], trial.Reached());
        Assert.All(await trial.InvitesAsync(), i => Assert.Equal("gather", (string)i["sink"]!));
    }

    [Theory]
    [InlineData("invites list --sink GATHER", "invites")]
    [InlineData("invites list --route ENGINEERING", "invites")]
    [InlineData("invites list --source ACME", "invites")]
    public async Task AVerbTakesANameInAnyCase(string line, string list)
    {
        await using var trial = await WithTwoDueAsync();

        Assert.Equal(2, (await trial.RunAsync(line.Split(' '))).Succeeded().Json[list]!.AsArray().Count);
    }

    [Fact]
    public async Task AWebhookWhoseAddressIsInCapitalsIsTheSinksAllTheSame()
    {
        await using var trial = await WithTwoDueAsync();
        trial.Sink["Options"]!["WebhookSecret"] = RunningHost.Secret;
        (await trial.RunAsync("sync")).Succeeded();
        var id = (string)(await trial.InvitesAsync())[0]["inviteReference"]!;
        await using var host = await RunningHost.StartAsync(trial);
        var body = RunningHost.Event(id, "hired", TimeProvider.System.GetUtcNow());

        using var content = new ByteArrayContent(body);
        Assert.Equal(HttpStatusCode.NoContent, await host.SendAsync(content, RunningHost.Signed(body, TimeProvider.System.GetUtcNow()), "/webhooks/GATHER"));

        await Until.TrueAsync("what was told is worked off", async () => (await trial.StatesAsync()).Contains("A-0001 Hired", StringComparer.Ordinal));
    }

    [Fact]
    public async Task AKeyThatIsRefusedToAStatusPageIsInTheLogOnce()
    {
        await using var trial = await WithTwoDueAsync();
        (await trial.RunAsync("sync")).Succeeded();
        await using (var other = new SqliteConnection($"Data Source={trial.Store};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var command = new SqliteCommand("UPDATE invite SET status_asked_at = 0", other);
            Assert.Equal(2, await command.ExecuteNonQueryAsync(Cancellation));
        }

        trial.Sandbox.RevokeKey(Trial.Key);
        await using var host = await RunningHost.StartAsync(trial);
        await Until.TrueAsync("the log says that the sink is stopped", () => Stopped(host) > 0);
        Assert.Single(trial.Sandbox.Requests, r => r.Status == 401);
        // Delivery meets it every five seconds, and has nothing new to say.
        var (looks, time) = (0, TimeProvider.System);
        var started = time.GetTimestamp();
        await Until.TrueAsync("delivery has met it too", () => ++looks > 0 && time.GetElapsedTime(started) > TimeSpan.FromSeconds(6));
        Assert.Equal(1, Stopped(host));
    }

    [Fact]
    public async Task AKeyThatIsRefusedToAResendByHandIsInTheHostsLog()
    {
        await using var trial = await WithTwoDueAsync();
        (await trial.RunAsync("sync")).Succeeded();
        await using var host = await RunningHost.StartAsync(trial);
        trial.Sandbox.RevokeKey(Trial.Key);

        (await trial.TextAsync("invites", "resend", "1", "--yes")).Failed();

        await Until.TrueAsync("the log says that the sink is stopped", () => Stopped(host) == 1);
    }

    private static int Stopped(RunningHost host) => host.Log.Lines.Count(l => l.Contains("The sink gather is stopped.", StringComparison.Ordinal));

    /// <summary>After a baseline and a sync that could not send: two invites are due.</summary>
    private static async Task<Trial> WithTwoDueAsync()
    {
        var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", 2, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("A-", 2, "Interview"));
        (await trial.RunAsync("pause", "--sink", "gather")).Succeeded();
        (await trial.RunAsync("sync")).Succeeded();
        (await trial.RunAsync("resume", "--sink", "gather")).Succeeded();
        Assert.Equal(["A-0001 Due", "A-0002 Due"], await trial.StatesAsync());
        return trial;
    }
}
