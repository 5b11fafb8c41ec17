using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>The ledger in an operator's hands.</summary>
public sealed class InvitesVerbTests
{
    [Fact]
    public async Task ListAndShowTellWhereEveryInviteStandsAndEveryRequestThatWasMade()
    {
        await using var trial = await WithInvitesAsync(2);
        (await trial.RunAsync("sync")).Succeeded();

        var list = (await trial.TextAsync("invites", "list", "--state", "Sent")).Succeeded();
        Assert.Contains("A-0001", list.Output, StringComparison.Ordinal);
        Assert.Contains("In all: 2 Sent.", list.Output, StringComparison.Ordinal);
        var show = (await trial.RunAsync("invites", "show", "1")).Succeeded().Json;
        Assert.Equal("Sent", (string)show["state"]!);
        Assert.Equal(["CreatePerson", "CreateInvite", "Status"], [.. show["attempts"]!.AsArray().Select(a => (string)a!["kind"]!)]);
        Assert.Equal(trial.Sandbox.Audit.Single(e => e.Kind == AuditKinds.InviteSent && e.ExternalId == (string)show["reference"]!).CandidateInterviewId, (string)show["inviteReference"]!);
        Assert.Contains("There is no invite 99", (await trial.TextAsync("invites", "show", "99")).Failed().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReferenceIsShownAsItIsAndNotWithEmoji()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export(new Row("guard", "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(new Row("guard", "Interview"));
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Contains(":guard:", (await trial.TextAsync("invites", "show", "1")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AResendGoesOutOnceMoreAndIsOnRecord()
    {
        await using var trial = await WithInvitesAsync(2);
        (await trial.RunAsync("sync")).Succeeded();
        (await trial.RunAsync("invites", "resend", "1", "--yes")).Succeeded();

        Assert.Equal(1, trial.Sandbox.Audit.Count(e => e.Kind == AuditKinds.InviteResent));
        Assert.Equal(2, trial.Reached().Count);
        var show = (await trial.RunAsync("invites", "show", "1")).Succeeded().Json;
        Assert.Equal("Resend", (string)show["attempts"]!.AsArray()[^1]!["kind"]!);
        Assert.Equal("Sent", (string)show["state"]!);
    }

    [Fact]
    public async Task ACancelledInviteIsNotSentAndASentOneCannotBeCancelled()
    {
        await using var trial = await WithInvitesAsync(2, holdFor: "01:00:00");
        (await trial.RunAsync("sync")).Succeeded();
        (await trial.RunAsync("invites", "cancel", "1", "--yes")).Succeeded();
        (await trial.RunAsync("invites", "release", "2", "--yes")).Succeeded();
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Equal(["A-0001 Cancelled", "A-0002 Sent"], await trial.StatesAsync());
        Assert.Equal(["A-0002"], trial.Reached());
        var late = (await trial.TextAsync("invites", "cancel", "2", "--yes")).Failed();
        Assert.Contains("is Sent and can't be cancelled", late.Output, StringComparison.Ordinal);
        Assert.Equal(["A-0001 Cancelled", "A-0002 Sent"], await trial.StatesAsync());
    }

    [Fact]
    public async Task WhatTheSinkRefusedIsTriedAgainOnRetry()
    {
        await using var trial = await WithInvitesAsync(1);
        trial.Route["Invite"]!["InterviewId"] = Trial.PausedInterview;
        var refused = (await trial.TextAsync("sync")).Failed();
        Assert.Contains("1 rejected", refused.Output, StringComparison.Ordinal);
        Assert.Equal(["A-0001 Rejected"], await trial.StatesAsync());
        Assert.NotNull((await trial.InvitesAsync())[0]["reason"]);

        (await trial.RunAsync("invites", "retry", "1", "--yes")).Succeeded();
        Assert.Equal(["A-0001 Due"], await trial.StatesAsync());
        (await trial.RunAsync("sync")).Failed();
        Assert.Equal(["A-0001 Rejected"], await trial.StatesAsync());
        Assert.Empty(trial.Reached());
    }

    [Fact]
    public async Task ARetryThatTheSinkTakesIsSentOnce()
    {
        await using var trial = await WithInvitesAsync(1);
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.ErrorBefore, Status = 400, Method = "POST", PathPrefix = "/qsi/gather/candidate-interviews" });
        (await trial.RunAsync("sync")).Failed();
        Assert.Equal(["A-0001 Rejected"], await trial.StatesAsync());

        (await trial.RunAsync("invites", "retry", "--state", "Rejected", "--yes")).Succeeded();
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-0001 Sent"], await trial.StatesAsync());
        Assert.Equal(["A-0001"], trial.Reached());
    }

    [Fact]
    public async Task NobodyIsActedUponUnlessTheCommandSaysWhom()
    {
        await using var trial = await WithInvitesAsync(2, holdFor: "01:00:00");
        (await trial.RunAsync("sync")).Succeeded();

        Assert.Contains("Say which", (await trial.TextAsync("invites", "release", "--yes")).Wrong().Error, StringComparison.Ordinal);
        Assert.Contains("Nobody can be asked here", (await trial.TextAsync("invites", "release", "1")).Wrong().Error, StringComparison.Ordinal);
        Assert.Contains("There is no invite 99", (await trial.TextAsync("invites", "release", "1", "99", "--yes")).Wrong().Error, StringComparison.Ordinal);
        Assert.Equal(["A-0001 Held(UndoWindow)", "A-0002 Held(UndoWindow)"], await trial.StatesAsync());
    }

    /// <summary>After the baseline, the export that will invite so many.</summary>
    private static async Task<Trial> WithInvitesAsync(int count, string? holdFor = null)
    {
        var trial = await Trial.StartAsync();
        if (holdFor is not null)
        {
            trial.Route["HoldFor"] = holdFor;
        }

        trial.Export(Row.Many("A-", count, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("A-", count, "Interview"));
        return trial;
    }
}
