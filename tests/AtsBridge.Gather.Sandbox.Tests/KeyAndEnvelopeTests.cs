using System.Net.Http.Headers;
using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class KeyAndEnvelopeTests
{
    [Fact]
    public async Task AMissingKeyIsToldTheFormatAndAWrongOneIsNot()
    {
        await using var world = await World.StartAsync();

        world.Client.DefaultRequestHeaders.Remove("x-api-key");
        var missing = await world.GetAsync(InterviewsPath);
        world.Client.DefaultRequestHeaders.Add("x-api-key", "qapi_wrong");
        var wrong = await world.GetAsync(InterviewsPath);

        Assert.Equal((401, "UNAUTHORIZED"), (missing.Status, missing.Text("error.code")));
        Assert.Contains("qapi_", missing.Text("error.details.expectedFormat"));
        Assert.Equal(401, wrong.Status);
        Assert.Null(wrong.At("error.details.expectedFormat"));
        Assert.Equal(100, wrong.Header("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task KeysAreRotatedWithoutDowntimeAndARevokedOneFailsAtOnce()
    {
        await using var world = await World.StartAsync(new() { Keys = ["qapi_sandbox", "qapi_second"] });
        using var second = new HttpClient { BaseAddress = world.Sandbox.BaseAddress };
        second.DefaultRequestHeaders.Add("x-api-key", "qapi_second");

        Assert.True((await second.GetAsync(InterviewsPath, Token)).IsSuccessStatusCode);
        world.Sandbox.RevokeKey("qapi_sandbox");
        Assert.Equal(401, (await world.GetAsync(InterviewsPath)).Status);
        Assert.True((await second.GetAsync(InterviewsPath, Token)).IsSuccessStatusCode);
        world.Sandbox.AddKey("qapi_sandbox");
        Assert.Equal(200, (await world.GetAsync(InterviewsPath)).Status);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/qsi/gather/offers")]
    [InlineData("DELETE", "/qsi/gather/candidates")]
    [InlineData("GET", "/qsi/gather/candidates/")]
    [InlineData("GET", "/favicon.ico")]
    public async Task AnUnknownRouteIsNotFoundInTheEnvelope(string method, string path)
    {
        await using var world = await World.StartAsync();

        var answer = await world.SendAsync(new HttpMethod(method), path);

        Assert.Equal((404, "NOT_FOUND"), (answer.Status, answer.Text("error.code")));
        Assert.NotEmpty(answer.Text("meta.requestId"));
    }

    [Theory]
    [InlineData("not json", "application/json")]
    [InlineData("[1]", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("""{"firstName":"A","firstName":"B"}""", "application/json")]
    [InlineData("firstName=A", "application/x-www-form-urlencoded")]
    public async Task ABodyThatIsNoJsonObjectIsRefused(string body, string type)
    {
        await using var world = await World.StartAsync();

        var answer = await world.SendAsync(HttpMethod.Post, CandidatesPath, new StringContent(body, new MediaTypeHeaderValue(type)));

        Assert.Equal((400, "body"), (answer.Status, answer.Text("error.details.field")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ABodyThatIsTooLargeOrTooDeepIsRefused(bool chunked)
    {
        await using var world = await World.StartAsync();
        var large = new string('x', 70_000);
        var deep = new string('[', 40) + new string(']', 40);

        world.Client.DefaultRequestHeaders.TransferEncodingChunked = chunked;
        var tooLarge = await world.PostAsync(CandidatesPath, new { firstName = large });
        var tooDeep = await world.SendAsync(HttpMethod.Post, CandidatesPath, new StringContent($$"""{"firstName":{{deep}}}""", null, "application/json"));

        Assert.Equal((400, "body", "is too large"), (tooLarge.Status, tooLarge.Text("error.details.field"), tooLarge.Text("error.details.reason")));
        Assert.Equal((400, "body"), (tooDeep.Status, tooDeep.Text("error.details.field")));
    }

    [Fact]
    public async Task TheSameSeedGivesTheSameIds()
    {
        await using var one = await World.StartAsync(new() { Seed = 7 });
        await using var same = await World.StartAsync(new() { Seed = 7 });
        await using var other = await World.StartAsync(new() { Seed = 8 });

        var id = await one.NewInviteAsync();

        Assert.Equal(id, await same.NewInviteAsync());
        Assert.NotEqual(id, await other.NewInviteAsync(), StringComparer.Ordinal);
        Assert.Equal('4', id[14]);
    }

    [Fact]
    public async Task APortThatIsTakenFailsTheStart()
    {
        await using var world = await World.StartAsync();

        await Assert.ThrowsAsync<IOException>(
            () => GatherSandbox.StartAsync(new() { Port = world.Sandbox.BaseAddress.Port }, TimeProvider.System, Token));
        Assert.Equal(200, (await world.GetAsync(InterviewsPath)).Status);
    }

    [Fact]
    public async Task DisposingTwiceIsHarmless()
    {
        var world = await World.StartAsync();

        await world.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task AnImpossibleOptionNamesItselfAndWhatIsAllowed()
    {
        var wrong = await Assert.ThrowsAsync<ArgumentException>(
            () => GatherSandbox.StartAsync(new() { Port = 70000 }, TimeProvider.System, Token));

        Assert.Contains("Port is 70000; allowed: 0", wrong.Message);
    }
}
