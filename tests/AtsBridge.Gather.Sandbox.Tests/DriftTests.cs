using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class DriftTests
{
    [Fact]
    public async Task ShapeBPutsEverythingUnderItsNameAndStatusesInNumbers()
    {
        await using var world = await World.StartAsync(new() { Drift = SandboxDrift.B });

        var candidate = await world.PostAsync(CandidatesPath, World.Ada());
        var invite = await world.PostAsync(InvitesPath, World.Invite(candidate.Text("data.candidate.id")));
        var interview = await world.GetAsync($"{InterviewsPath}/{Paused}");

        Assert.NotEmpty(invite.Text("data.candidateInterview.id"));
        Assert.Equal("1", interview.Text("data.interview.status"));
        Assert.NotEmpty(interview.Text("data.interview.addedLater.id"));
        Assert.Single((await world.GetAsync(CandidatesPath)).At("data.candidates")!.AsArray());
        Assert.Single((await world.GetAsync(InvitesPath)).At("data.candidateInterviews")!.AsArray());
        Assert.Equal("0", (await world.GetAsync(InterviewsPath)).Text("data.interviews.0.status"));
    }

    [Fact]
    public async Task AlternateGivesEachAnswerTheOtherShape()
    {
        await using var world = await World.StartAsync(new() { Drift = SandboxDrift.Alternate });

        var singles = new[] { await Single(), await Single(), await Single() };
        var lists = new[] { await List(), await List(), await List() };

        Assert.Equal(["A active", "B 0", "A active"], singles);
        Assert.Equal(["A", "B", "A"], lists);

        async Task<string> Single()
        {
            var answer = await world.GetAsync($"{InterviewsPath}/{Engineering}");
            return answer.At("data.interview") is { } inner ? $"B {inner["status"]}" : $"A {answer.Text("data.status")}";
        }

        async Task<string> List() => (await world.GetAsync(InvitesPath)).At("data") is System.Text.Json.Nodes.JsonArray ? "A" : "B";
    }
}
