using System.Globalization;
using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class RateLimitTests
{
    [Fact]
    public async Task EveryResponseSaysWhatIsLeft()
    {
        await using var world = await World.StartAsync();

        var first = await world.GetAsync(InterviewsPath);
        var failed = await world.GetAsync("/nowhere");

        Assert.Equal((100, 99), (first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining")));
        Assert.Equal(world.Time.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds(), first.Header("X-RateLimit-Reset"));
        Assert.Equal(98, failed.Header("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task AFullWindowIsRefusedUntilItsOldestRequestLeavesIt()
    {
        await using var world = await World.StartAsync(new() { RateLimits = [new(3, TimeSpan.FromSeconds(60))] });
        await world.GetAsync(InterviewsPath);
        world.Time.Advance(TimeSpan.FromSeconds(50));
        await world.GetAsync(InterviewsPath);
        await world.GetAsync(InterviewsPath);

        var refused = await world.GetAsync(InterviewsPath);
        world.Time.Advance(TimeSpan.FromSeconds(9.999));
        var stillRefused = await world.GetAsync(InterviewsPath);
        world.Time.Advance(TimeSpan.FromSeconds(0.001));
        var welcome = await world.GetAsync(InterviewsPath);
        // A window cut into segments would have started anew here, and let three through.
        var rolling = await world.GetAsync(InterviewsPath);

        Assert.Equal((429, "RATE_LIMIT_EXCEEDED", "3", "0"),
            (refused.Status, refused.Text("error.code"), refused.Text("error.details.limit"), refused.Text("error.details.remaining")));
        Assert.Equal(DateTimeOffset.Parse("2026-03-02T09:01:00Z", CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(refused.Text("error.details.resetAt"), CultureInfo.InvariantCulture));
        Assert.Equal(0, refused.Header("X-RateLimit-Remaining"));
        Assert.Equal((429, 200, 429), (stillRefused.Status, welcome.Status, rolling.Status));
    }

    [Fact]
    public async Task TheHourlyLimitHoldsBesideTheOneOfTheMinute()
    {
        await using var world = await World.StartAsync(new() { RateLimits = [new(2, TimeSpan.FromMinutes(1)), new(3, TimeSpan.FromHours(1))] });
        await world.GetAsync(InterviewsPath);
        await world.GetAsync(InterviewsPath);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.GetAsync(InterviewsPath);

        var refused = await world.GetAsync(InterviewsPath);

        Assert.Equal((429, "3"), (refused.Status, refused.Text("error.details.limit")));
        Assert.Equal("2026-03-02T10:00:00.000Z", refused.Text("error.details.resetAt"));
    }

    [Fact]
    public async Task WhenBothWindowsAreFullTheLaterOneSaysWhenToComeBack()
    {
        await using var world = await World.StartAsync(new() { RateLimits = [new(1, TimeSpan.FromMinutes(1)), new(1, TimeSpan.FromHours(1))] });
        await world.GetAsync(InterviewsPath);

        Assert.Equal("2026-03-02T10:00:00.000Z", (await world.GetAsync(InterviewsPath)).Text("error.details.resetAt"));
    }

    [Fact]
    public async Task TheResetHeaderIsNeverTooEarly()
    {
        await using var world = await World.StartAsync();
        world.Time.Advance(TimeSpan.FromMilliseconds(1));

        var answer = await world.GetAsync(InterviewsPath);

        Assert.Equal(DateTimeOffset.Parse("2026-03-02T09:01:01Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds(), answer.Header("X-RateLimit-Reset"));
    }

    [Fact]
    public async Task WhoComesBackAtResetAtIsWelcome()
    {
        await using var world = await World.StartAsync(new() { RateLimits = [new(1, TimeSpan.FromMinutes(1))] });
        world.Time.Advance(TimeSpan.FromTicks(3));
        await world.GetAsync(InterviewsPath);

        var refused = await world.GetAsync(InterviewsPath);
        world.Time.SetUtcNow(DateTimeOffset.Parse(refused.Text("error.details.resetAt"), CultureInfo.InvariantCulture));

        Assert.Equal(200, (await world.GetAsync(InterviewsPath)).Status);
    }

    [Fact]
    public async Task EachKeyHasItsOwnLimitsAndAWrongOneTakesNothing()
    {
        await using var world = await World.StartAsync(new() { Keys = ["qapi_sandbox", "qapi_second"], RateLimits = [new(1, TimeSpan.FromMinutes(1))] });
        using var second = new HttpClient { BaseAddress = world.Sandbox.BaseAddress };
        second.DefaultRequestHeaders.Add("x-api-key", "qapi_second");

        Assert.Equal(200, (await world.GetAsync(InterviewsPath)).Status);
        Assert.Equal(429, (await world.GetAsync(InterviewsPath)).Status);
        Assert.True((await second.GetAsync(InterviewsPath, Token)).IsSuccessStatusCode);
        Assert.Equal([true, false, true], world.Sandbox.Requests.Select(request => request.Counted));
    }

    [Fact]
    public async Task NoLimitsMeansNone()
    {
        await using var world = await World.StartAsync(new() { RateLimits = [] });

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => world.GetAsync(InterviewsPath)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, world.Sandbox.Requests.Count);
    }

    [Fact]
    public async Task ConcurrentRequestsNeverGetMoreThanTheLimit()
    {
        await using var world = await World.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => world.GetAsync(InterviewsPath)));

        Assert.Equal(100, answers.Count(answer => answer.Status == 200));
        Assert.Equal(150, answers.Count(answer => answer.Status == 429));
    }
}
