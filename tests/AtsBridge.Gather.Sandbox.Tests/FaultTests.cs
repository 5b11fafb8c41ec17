using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData(SandboxFaultKind.ErrorBefore, 503, 0)]
    [InlineData(SandboxFaultKind.ErrorAfter, 503, 1)]
    [InlineData(SandboxFaultKind.RateLimited, 429, 0)]
    [InlineData(SandboxFaultKind.Unauthorized, 401, 0)]
    [InlineData(SandboxFaultKind.Redirect, 308, 0)]
    public async Task AFaultAnswersAndHasItsEffectOrNone(SandboxFaultKind kind, int status, int effects)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = kind, Method = "POST", PathPrefix = CandidatesPath, Status = 503, Location = new("http://127.0.0.1:9/elsewhere") });

        var answer = await world.PostAsync(CandidatesPath, World.Ada());

        Assert.Equal(status, answer.Status);
        Assert.Equal(effects, world.Effects(AuditKinds.CandidateCreated));
        Assert.Equal((status, kind), (world.Sandbox.Requests[0].Status, world.Sandbox.Requests[0].Fault));
        Assert.Equal(99, answer.Header("X-RateLimit-Remaining"));
        Assert.Empty(world.Sandbox.Faults);
        if (kind == SandboxFaultKind.Redirect)
        {
            Assert.Equal("http://127.0.0.1:9/elsewhere", answer.Headers["Location"]);
        }

        if (kind == SandboxFaultKind.RateLimited)
        {
            Assert.Equal("2026-03-02T09:00:30.000Z", answer.Text("error.details.resetAt"));
        }
    }

    [Theory]
    [InlineData(SandboxFaultKind.CutBefore, 0)]
    [InlineData(SandboxFaultKind.CutAfter, 1)]
    public async Task ACutConnectionLeavesItsEffectOrNone(SandboxFaultKind kind, int effects)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = kind });

        await Assert.ThrowsAsync<HttpRequestException>(() => world.PostAsync(CandidatesPath, World.Ada()));

        Assert.Equal(effects, world.Effects(AuditKinds.CandidateCreated));
        Assert.Null(world.Sandbox.Requests[0].Status);
        Assert.Equal(200, (await world.GetAsync(CandidatesPath)).Status);
    }

    [Fact]
    public async Task ALateEffectComesAfterItsDelayThoughTheConnectionWasCut()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = SandboxFaultKind.LateEffect, Delay = TimeSpan.FromSeconds(90) });

        await Assert.ThrowsAsync<HttpRequestException>(() => world.PostAsync(CandidatesPath, World.Ada()));
        world.Time.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal("0", (await world.GetAsync(CandidatesPath)).Text("meta.pagination.total"));

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.AuditedAsync(AuditKinds.CandidateCreated);
        Assert.Equal("1", (await world.GetAsync(CandidatesPath)).Text("meta.pagination.total"));
    }

    [Theory]
    [InlineData(SandboxFaultKind.LateEffect, 0)]
    [InlineData(SandboxFaultKind.Delay, 0)]
    [InlineData(SandboxFaultKind.SlowAnswer, 1)]
    public async Task AClientThatLosesPatienceDoesNotUndoTheEffect(SandboxFaultKind kind, int effectsWhileWaiting)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = kind, Hang = true, Delay = TimeSpan.FromSeconds(60) });
        using var patience = new CancellationTokenSource();

        var waiting = world.Client.PostAsync(CandidatesPath, System.Net.Http.Json.JsonContent.Create(World.Ada()), patience.Token);
        await world.StruckAsync();
        Assert.Equal(effectsWhileWaiting, world.Effects(AuditKinds.CandidateCreated));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        world.Time.Advance(TimeSpan.FromSeconds(60));

        await world.AuditedAsync(AuditKinds.CandidateCreated);
    }

    [Theory]
    [InlineData(SandboxFaultKind.LateEffect)]
    [InlineData(SandboxFaultKind.Delay)]
    [InlineData(SandboxFaultKind.SlowAnswer)]
    public async Task APatientClientGetsItsAnswerInTheEnd(SandboxFaultKind kind)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = kind, Hang = true, Delay = TimeSpan.FromSeconds(20) });

        var waiting = world.PostAsync(CandidatesPath, World.Ada());
        await world.StruckAsync();
        world.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(201, (await waiting).Status);
        Assert.Equal(201, world.Sandbox.Requests[0].Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AMalformedBodyHidesAnEffectThatWasCarriedOut(bool html)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = SandboxFaultKind.MalformedBody, Html = html });

        var answer = await world.PostAsync(CandidatesPath, World.Ada());

        Assert.Equal(201, answer.Status);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => answer.Json);
        Assert.Equal(html, answer.Body.StartsWith("<!doctype html>", StringComparison.Ordinal));
        Assert.Equal(1, world.Effects(AuditKinds.CandidateCreated));
    }

    [Fact]
    public async Task AFaultSkipsAndStrikesAsOftenAsAskedAndOnlyWhereItMatches()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = SandboxFaultKind.ErrorBefore, Method = "GET", PathPrefix = InterviewsPath, After = 1, Count = 2 });

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await world.GetAsync(CandidatesPath)).Status);
            statuses.Add((await world.GetAsync(InterviewsPath)).Status);
        }

        Assert.Equal([200, 200, 200, 500, 200, 500, 200, 200], statuses);
    }

    [Fact]
    public async Task RandomFaultsComeAsOftenAsTheirProbabilityAndAreTheSameForASeed()
    {
        GatherSandboxOptions options = new()
        {
            RateLimits = [], Seed = 5,
            FaultRates = [new(0.2, new() { Kind = SandboxFaultKind.ErrorBefore }), new(0.1, new() { Kind = SandboxFaultKind.ErrorAfter, Status = 502 })],
        };

        var first = await StatusesAsync(options);

        Assert.Equal(first, await StatusesAsync(options));
        Assert.InRange(first.Count(status => status == 500), 60, 100);
        Assert.InRange(first.Count(status => status == 502), 25, 60);
        Assert.NotEqual(first, await StatusesAsync(options with { Seed = 6 }));
    }

    [Fact]
    public async Task FaultsDoNotStrikeWhatIsRefusedAnyway()
    {
        await using var world = await World.StartAsync(new() { RateLimits = [new(1, TimeSpan.FromMinutes(1))] });
        await world.GetAsync(InterviewsPath);
        world.Sandbox.AddFault(new() { Kind = SandboxFaultKind.CutBefore });

        Assert.Equal(429, (await world.GetAsync(InterviewsPath)).Status);
        Assert.Single(world.Sandbox.Faults);
    }

    [Fact]
    public async Task StoppingDoesNotWaitForRequestsThatHang()
    {
        var world = await World.StartAsync();
        world.Sandbox.AddFault(new() { Kind = SandboxFaultKind.LateEffect, Hang = true, Delay = TimeSpan.FromHours(1) });
        var waiting = world.PostAsync(CandidatesPath, World.Ada());
        await world.StruckAsync();

        await world.Sandbox.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
        Assert.Empty(world.Sandbox.Audit);
        world.Client.Dispose();
    }

    private static async Task<List<int>> StatusesAsync(GatherSandboxOptions options)
    {
        await using var world = await World.StartAsync(options);
        var statuses = new List<int>();
        for (var i = 0; i < 400; i++)
        {
            statuses.Add((await world.GetAsync(InterviewsPath)).Status);
        }

        return statuses;
    }
}
