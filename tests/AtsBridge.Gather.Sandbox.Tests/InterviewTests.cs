using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class InterviewTests
{
    [Fact]
    public async Task TheSampleInterviewsAreThere()
    {
        await using var world = await World.StartAsync();

        var all = await world.GetAsync(InterviewsPath);
        var one = await world.GetAsync($"{InterviewsPath}/{Engineering}");

        Assert.Equal(5, all.At("data")!.AsArray().Count);
        Assert.Equal("50", all.Text("meta.pagination.limit"));
        Assert.Equal(("Engineering first interview", "active", "standard"), (one.Text("data.title"), one.Text("data.status"), one.Text("data.interviewType")));
    }

    [Theory]
    [InlineData("status=active", 3)]
    [InlineData("status=0", 3)]
    [InlineData("status=1", 1)]
    [InlineData("archived=true", 1)]
    [InlineData("archived=false", 4)]
    [InlineData("interviewType=questionnaire", 0)]
    public async Task ListsAreFiltered(string query, int count)
    {
        await using var world = await World.StartAsync();

        Assert.Equal(count, (await world.GetAsync($"{InterviewsPath}?{query}")).At("data")!.AsArray().Count);
    }

    [Fact]
    public async Task AnUnknownInterviewIsNotFound()
    {
        await using var world = await World.StartAsync();

        var answer = await world.GetAsync($"{InterviewsPath}/{Guid.Empty}");

        Assert.Equal((404, "NOT_FOUND", "interview"), (answer.Status, answer.Text("error.code"), answer.Text("error.details.resource")));
    }
}
