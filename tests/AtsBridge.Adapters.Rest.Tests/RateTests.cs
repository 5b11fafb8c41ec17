using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class RateTests
{
    private static readonly string Good = $$"""{"data":[{{Rows(1, 2)}}]}""";

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Mon, 23 Nov 2026 12:00:42 GMT", 42)]
    [InlineData("Mon, 23 Nov 2026 11:00:00 GMT", 0)]
    public async Task RetryAfterIsKeptInSecondsAndAsADate(string said, int seconds)
    {
        var left = 1;
        await using var api = await FakeApi.StartAsync(_ => left-- > 0 ? Reply.Of(429).With("Retry-After", said) : Reply.Json(Good));
        var time = new QuickTime();
        await For(api).ReadAsync(time: time);
        Assert.Equal(TimeSpan.FromSeconds(seconds), time.Waits.Aggregate(TimeSpan.Zero, (a, b) => a + b));
    }

    [Theory]
    [InlineData("9", 9)]
    [InlineData("1795435230", 30)]
    [InlineData("1795435230000", 30)]
    public async Task AHeaderOfTheVendorsOwnIsUnderstoodAsConfigured(string said, int seconds)
    {
        var left = 1;
        await using var api = await FakeApi.StartAsync(_ => left-- > 0 ? Reply.Of(429).With("x-rate-limit-reset", said) : Reply.Json(Good));
        var time = new QuickTime();
        await (For(api) with { Rate = new() { Permits = 1000, ResetHeader = "X-Rate-Limit-Reset" } }).ReadAsync(time: time);
        Assert.Equal([TimeSpan.FromSeconds(seconds)], time.Waits);
    }

    [Fact]
    public async Task WhereNothingIsLeftTheNextRequestWaitsWithoutBeingTold()
    {
        await using var api = await FakeApi.StartAsync(a => Reply.Json($$"""{"data":[{{(a["page"] == "1" ? Rows(1, 1) : "")}}]}""").With("X-Left", a["page"] == "1" ? "0" : "5").With("X-Reset", "11"));
        var time = new QuickTime();
        await (For(api) with { Rate = new() { Permits = 1000, RemainingHeader = "X-Left", ResetHeader = "X-Reset" }, Paging = new() { Style = PagingStyle.Page, Parameter = "page" } }).ReadAsync(time: time);
        Assert.Equal([TimeSpan.FromSeconds(11)], time.Waits);
    }

    [Fact]
    public async Task ALongWaitEndsTheReadAndSaysHowLong()
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(429).With("Retry-After", "3600"));
        var fault = await For(api).FaultAsync();
        Assert.Equal((SourceFault.Unavailable, 1), (fault.Fault, api.Requests.Count));
        Assert.Contains("left alone for 3600 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoMoreThanThePermitsFallIntoAnyWindow()
    {
        var (number, sent) = (0, new List<DateTimeOffset>());
        var time = new QuickTime();
        await using var api = await FakeApi.StartAsync(_ =>
        {
            sent.Add(time.GetUtcNow());
            time.Advance(TimeSpan.FromMilliseconds(130));
            return $$"""{"data":[{{Rows(number, 1)}}],"next":"{{(++number == 40 ? "" : number)}}"}""";
        });
        var rate = new RateSettings { Permits = 5, Window = TimeSpan.FromSeconds(2) };
        await (For(api) with { Rate = rate, Paging = new() { Style = PagingStyle.Cursor, Next = "next", Parameter = "c" } }).ReadAsync(time: time);
        Assert.Equal(40, sent.Count);
        Assert.All(sent, s => Assert.True(sent.Count(o => o >= s && o < s + rate.Window) <= rate.Permits));
        Assert.True(sent[^1] - sent[0] <= TimeSpan.FromSeconds(16), "Nearly all of the budget is used.");
    }
}
