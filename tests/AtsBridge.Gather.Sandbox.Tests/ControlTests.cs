using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class ControlTests
{
    [Fact]
    public async Task AuditAndRequestsAreReadWithoutKeyAndCountAgainstNothing()
    {
        await using var world = await World.StartAsync();
        var id = await world.NewInviteAsync();
        world.Client.DefaultRequestHeaders.Remove("x-api-key");

        var audit = await world.GetAsync("/sandbox/audit");
        var requests = await world.GetAsync("/sandbox/requests");

        Assert.Equal("invite_sent", audit.Text("2.kind"));
        Assert.Equal(id, audit.Text("2.candidateInterviewId"));
        Assert.Equal("email", audit.Text("2.deliveryTypes.0"));
        Assert.Equal(("POST", InvitesPath, "201"), (requests.Text("1.method"), requests.Text("1.path"), requests.Text("1.status")));
        Assert.Equal(2, world.Sandbox.Requests.Count);
    }

    [Fact]
    public async Task FaultsAreAddedListedAndTakenAwayOverHttp()
    {
        await using var world = await World.StartAsync();

        var added = await world.SendAsync(HttpMethod.Post, "/sandbox/faults", new StringContent(
            """{"kind":"lateEffect","method":"POST","pathPrefix":"/qsi/gather/candidates","count":2,"after":1,"delay":"00:01:30"}""", null, "application/json"));
        var listed = await world.GetAsync("/sandbox/faults");
        var gone = await world.SendAsync(HttpMethod.Delete, "/sandbox/faults");

        Assert.Equal((200, 200), (added.Status, gone.Status));
        Assert.Equal(("LateEffect", "2", "00:01:30"), (listed.Text("0.kind"), listed.Text("0.count"), listed.Text("0.delay")));
        Assert.Empty(world.Sandbox.Faults);
    }

    [Theory]
    [InlineData("""{"kind":"Explode"}""")]
    [InlineData("""{"kind":"ErrorBefore","statuss":500}""")]
    [InlineData("""{"kind":"ErrorBefore","status":200}""")]
    [InlineData("""{"kind":"Redirect"}""")]
    [InlineData("""{"kind":"CutAfter","count":0}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task AnImpossibleFaultIsRefusedWithTheReason(string body)
    {
        await using var world = await World.StartAsync();

        var answer = await world.SendAsync(HttpMethod.Post, "/sandbox/faults", new StringContent(body, null, "application/json"));

        Assert.Equal(400, answer.Status);
        Assert.NotEmpty(answer.Text("error.message"));
        Assert.Empty(world.Sandbox.Faults);
    }

    [Fact]
    public async Task AStatusIsSetOverHttp()
    {
        await using var world = await World.StartAsync();
        var id = await world.NewInviteAsync();

        var set = await world.PostAsync($"/sandbox/candidate-interviews/{id}/status", new { status = "new_response" });
        var unknown = await world.PostAsync($"/sandbox/candidate-interviews/{Guid.Empty}/status", new { status = "new_response" });
        var wrong = await world.PostAsync($"/sandbox/candidate-interviews/{id}/status", new { status = "done" });

        Assert.Equal((200, 404, 400), (set.Status, unknown.Status, wrong.Status));
        Assert.Equal("new_response", (await world.GetAsync($"{InvitesPath}/{id}")).Text("data.status"));
    }

    [Fact]
    public async Task KeysAndCandidatesAreAddedOverHttp()
    {
        await using var world = await World.StartAsync();

        var candidate = await world.PostAsync("/sandbox/candidates", new { firstName = "Hand", lastName = "Made", email = "hand@example.org" });
        await world.SendAsync(HttpMethod.Delete, "/sandbox/keys/qapi_sandbox");
        var revoked = await world.GetAsync(InterviewsPath);
        await world.PostAsync("/sandbox/keys", new { key = "qapi_sandbox" });

        Assert.Equal(401, revoked.Status);
        Assert.Equal("Hand", (await world.GetAsync($"{CandidatesPath}/{candidate.Text("id")}")).Text("data.firstName"));
        Assert.Equal(1, world.Effects(AuditKinds.CandidateAdded));
        Assert.Equal(404, (await world.SendAsync(HttpMethod.Delete, "/sandbox/keys/qapi_nobody")).Status);
    }

    [Fact]
    public async Task AResetForgetsEverythingAndStartsTheIdsAnew()
    {
        await using var world = await World.StartAsync();
        var id = await world.NewInviteAsync();
        world.Sandbox.RevokeKey("qapi_sandbox");
        world.Sandbox.AddFault(new() { Kind = SandboxFaultKind.CutBefore, PathPrefix = "/never" });

        var answer = await world.SendAsync(HttpMethod.Post, "/sandbox/reset");

        Assert.Equal(200, answer.Status);
        Assert.Empty(world.Sandbox.Audit);
        Assert.Empty(world.Sandbox.Requests);
        Assert.Empty(world.Sandbox.Faults);
        Assert.Equal(99, (await world.GetAsync(InterviewsPath)).Header("X-RateLimit-Remaining"));
        Assert.Equal(id, await world.NewInviteAsync());
    }

    [Fact]
    public async Task ALateEffectOfBeforeAResetNeverComes()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = SandboxFaultKind.LateEffect, Delay = TimeSpan.FromSeconds(10) });
        await Assert.ThrowsAsync<HttpRequestException>(() => world.PostAsync(CandidatesPath, World.Ada()));

        await world.Sandbox.ResetAsync();
        world.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("0", (await world.GetAsync(CandidatesPath)).Text("meta.pagination.total"));
    }

    [Fact]
    public async Task ConcurrentCreationsAreAllThereOnce()
    {
        await using var world = await World.StartAsync(new() { RateLimits = [] });

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => world.PostAsync(CandidatesPath, World.Ada($"p{i % 150}@example.org", $"acme:{i % 150}"))));

        Assert.Equal((150, 150), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Status == 409)));
        Assert.Equal(150, world.Effects(AuditKinds.CandidateCreated));
        Assert.Equal(Enumerable.Range(1, 150).Select(i => (long)i), world.Sandbox.Audit.Select(entry => entry.Sequence));
    }
}
