using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>When the platform answers badly or not at all: nobody twice, nobody lost.</summary>
public sealed class SinkFaultTests
{
    private const string Invites = "/qsi/gather/candidate-interviews";
    private const string People = "/qsi/gather/candidates";

    [Fact]
    public async Task AnInviteWhoseAnswerWasCutOffIsFoundAndAdopted()
    {
        await using var trial = await WithThreeToInviteAsync();
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.CutAfter, Method = "POST", PathPrefix = Invites, After = 1 });
        var first = (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["Ambiguous", "Sent", "Sent"], [.. (await trial.StatesAsync()).Select(s => s.Split(' ')[1]).Order(StringComparer.Ordinal)]);
        Assert.NotNull(first.Json["delivery"]![0]!["nextAt"]);

        (await trial.RunAsync("sync", "--wait")).Succeeded();
        Assert.Equal(["A-0001 Sent", "A-0002 Sent", "A-0003 Sent"], await trial.StatesAsync());
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Effects(AuditKinds.CandidateInterviewCreated));
        Assert.Contains(await trial.InvitesAsync(), i => (string?)i["reason"] == "found at the sink and adopted");
    }

    [Theory]
    [InlineData(SandboxFaultKind.CutBefore, Invites)]
    [InlineData(SandboxFaultKind.CutBefore, People)]
    [InlineData(SandboxFaultKind.CutAfter, People)]
    [InlineData(SandboxFaultKind.ErrorAfter, Invites)]
    [InlineData(SandboxFaultKind.ErrorBefore, Invites)]
    [InlineData(SandboxFaultKind.MalformedBody, Invites)]
    public async Task WhateverTheFaultEverybodyIsInvitedOnce(SandboxFaultKind kind, string path)
    {
        await using var trial = await WithThreeToInviteAsync();
        trial.Sandbox.AddFault(new() { Kind = kind, Method = "POST", PathPrefix = path, Count = 2 });
        (await trial.RunAsync("sync", "--wait")).Succeeded();

        Assert.Equal(["A-0001 Sent", "A-0002 Sent", "A-0003 Sent"], await trial.StatesAsync());
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Reached());
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Effects(AuditKinds.CandidateInterviewCreated));
    }

    [Fact]
    public async Task OnePersonWithTwoInterviewsAtOnceIsCreatedOnceAndGetsBoth()
    {
        await using var trial = await Trial.StartAsync();
        trial.AddRoute("design", "Design Interview", Trial.OtherInterview);
        trial.Export(new Row("A-1", "Applied") { Candidate = "C-7" }, new Row("A-2", "Applied") { Candidate = "C-7", Email = "person.a-1@example.com" });
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(new Row("A-1", "Interview") { Candidate = "C-7" }, new Row("A-2", "Design Interview") { Candidate = "C-7", Email = "person.a-1@example.com" });
        // The first is on its way while the second is made; the platform then says that the person exists.
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.Delay, Delay = TimeSpan.FromSeconds(1), Method = "POST", PathPrefix = People });
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-1 Sent", "A-2 Sent"], await trial.StatesAsync());
        Assert.Equal(["A-1", "A-2"], trial.Reached());
        Assert.Single(trial.Sandbox.Audit, e => e.Kind == AuditKinds.CandidateCreated);
    }

    [Fact]
    public async Task ARefusalForTooManyRequestsIsWaitedOutAndNobodyIsLostOrAskedTwice()
    {
        await using var trial = await WithThreeToInviteAsync();
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.RateLimited, Method = "POST", PathPrefix = Invites, Delay = TimeSpan.FromSeconds(2) });
        var limited = (await trial.RunAsync("sync")).Succeeded();
        Assert.Contains(await trial.StatesAsync(), s => s.EndsWith(" Waiting", StringComparison.Ordinal));
        Assert.NotNull(limited.Json["delivery"]![0]!["nextAt"]);

        (await trial.RunAsync("sync", "--wait")).Succeeded();
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Reached());
        Assert.Equal(1, trial.Sandbox.Requests.Count(r => r.Status == 429));
    }

    [Fact]
    public async Task ARefusedKeyStopsTheSinkAndAGoodOneSendsWhatWaited()
    {
        await using var trial = await WithThreeToInviteAsync();
        trial.Sandbox.RevokeKey(Trial.Key);
        var stopped = (await trial.TextAsync("sync")).Failed();
        Assert.Contains("Sink gather is stopped", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost", stopped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Trial.Key, stopped.RawError + stopped.RawOutput, StringComparison.Ordinal);
        Assert.Equal(3, (await trial.InvitesAsync()).Count);
        Assert.Empty(trial.Reached());
        Assert.InRange(trial.Sandbox.Requests.Count(r => r.Status == 401), 1, 4);

        trial.Sandbox.AddKey("qapi_new");
        trial.Sink["Options"]!["ApiKey"] = "qapi_new";
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-0001 Sent", "A-0002 Sent", "A-0003 Sent"], await trial.StatesAsync());
        Assert.Equal(["A-0001", "A-0002", "A-0003"], trial.Reached());
    }

    private static async Task<Trial> WithThreeToInviteAsync()
    {
        var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", 3, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("A-", 3, "Interview"));
        return trial;
    }
}
