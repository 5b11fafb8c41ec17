using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>The host as an operator runs it: a process, signals, health over HTTP.</summary>
public sealed class HostTests
{
    private const string Invites = "/qsi/gather/candidate-interviews";

    [Fact]
    public async Task TheHostCatchesUpAtItsStartAnswersForItsHealthAndFinishesWhatIsUnderWayWhenItIsTerminated()
    {
        await using var trial = await ToInviteAsync(3);
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.Delay, Delay = TimeSpan.FromSeconds(2), Method = "POST", PathPrefix = Invites, Count = 3 });
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        using var http = new HttpClient { BaseAddress = await host.AddressAsync() };
        Assert.Equal("""{"live":true}""", await http.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Contains("\"ready\":true", await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Until.TrueAsync("an invite is under way", () => trial.Sandbox.Requests.Any(r => r.Method == "POST" && r.Path == Invites && r.Status is null));

        await host.TerminateAsync();
        var answer = await host.EndAsync();
        Assert.True(answer.Exit == 0, answer.RawError + answer.RawOutput);

        var states = (await trial.InvitesAsync()).Select(i => (string)i["state"]!).ToList();
        Assert.Contains(states, s => s == "Sent");
        Assert.All(states, s => Assert.True(s is "Sent" or "Due", s));
        Assert.Equal(trial.Reached().Count, states.Count(s => s == "Sent"));

        trial.Sandbox.ClearFaults();
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Reached());
    }

    [Fact]
    public async Task TheHostDeliversAndASecondHostIsRefusedWhileLookingIsAllowed()
    {
        await using var trial = await ToInviteAsync(3);
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        await Until.TrueAsync("all three are invited", () => trial.Reached().Count == 3);

        var holder = FormattableString.Invariant($"is held by process {host.Process.Id} (atsbridge run)");
        Assert.Contains(holder, (await trial.TextAsync("sync")).Failed().Error, StringComparison.Ordinal);
        Assert.Contains(holder, (await trial.TextAsync("run", "--url", "http://127.0.0.1:0")).Failed().Error, StringComparison.Ordinal);
        (await trial.RunAsync("plan")).Succeeded();
        Assert.Contains("Invite", (await trial.TextAsync("explain", "A-0001")).Succeeded().Output, StringComparison.Ordinal);
        await Until.TrueAsync("the ledger says that all three were sent", async () => (await trial.StatesAsync()).All(s => s.EndsWith(" Sent", StringComparison.Ordinal)));
        (await trial.TextAsync("validate")).Succeeded();
        (await trial.TextAsync("stages", "--source", "acme")).Succeeded();

        await host.TerminateAsync();
        var answer = await host.EndAsync();
        Assert.True(answer.Exit == 0, answer.RawError + answer.RawOutput);
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(3, trial.Reached().Count);
    }

    [Fact]
    public async Task AHostThatIsKilledInTheMiddleOfARequestInvitesNobodyTwice()
    {
        await using var trial = await ToInviteAsync(3);
        trial.Sink["Delivery"]!["AttemptTimeout"] = "00:00:01";
        trial.SaveConfig();
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.SlowAnswer, Delay = TimeSpan.FromSeconds(20), Method = "POST", PathPrefix = Invites, Count = 3 });
        await using (var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0"))
        {
            await Until.TrueAsync("an invite is under way", () => trial.Reached().Count > 0);
            host.Process.Kill();
            await host.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        trial.Sandbox.ClearFaults();
        var after = (await trial.RunAsync("sync")).Succeeded();
        Assert.NotNull(after.Json["delivery"]![0]!["nextAt"]);
        Assert.All(trial.Reached().GroupBy(id => id, StringComparer.Ordinal), g => Assert.Single(g));
        Assert.Equal(3, (await trial.InvitesAsync()).Count);
    }

    [Fact]
    public async Task AHostWhoseSourceCantBeReadSaysSoToWhoeverWatchesIt()
    {
        await using var trial = await ToInviteAsync(1);
        trial.Delete("export.csv");
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        using var http = new HttpClient { BaseAddress = await host.AddressAsync() };
        var body = "";
        await Until.TrueAsync("the host is not ready", async () =>
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return (int)answer.StatusCode == 503;
        });
        Assert.Contains("\"kind\":\"SourceFailed\",\"name\":\"acme\"", body, StringComparison.Ordinal);
        Assert.Contains("export.csv", body, StringComparison.Ordinal);
        var status = (await trial.RunAsync("status")).Failed().Json;
        Assert.Contains(FormattableString.Invariant($"process {host.Process.Id} (atsbridge run)"), (string)status["host"]!, StringComparison.Ordinal);
        Assert.Equal("SourceFailed", (string)Assert.Single(status["problems"]!.AsArray())!["kind"]!);
    }

    /// <summary>After the baseline, an export that invites so many, and a schedule that would not fire by itself for minutes.</summary>
    private static async Task<Trial> ToInviteAsync(int count)
    {
        var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", count, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("A-", count, "Interview"));
        trial.Source["Schedule"] = "0 0 3 1 1 ?";
        trial.SaveConfig();
        return trial;
    }
}
