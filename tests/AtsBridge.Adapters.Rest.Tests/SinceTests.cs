using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class SinceTests
{
    private static readonly SinceSettings ByTime = new() { Parameter = "updated_after" };

    [Fact]
    public async Task TheNextReadAsksFromTheGreatestTimeThatWasSeenLessTheOverlap()
    {
        await using var api = await FakeApi.StartAsync(a => a["updated_after"] is null
            ? """{"data":[{"id":"1","stage":"s","updated_at":"2026-11-23T10:00:00.250+01:00"},{"id":"2","stage":"s","updated_at":"2026-11-23T09:30:00Z"},{"id":"3","stage":"s","updated_at":null}]}"""
            : """{"data":[]}""");
        var settings = For(api) with { Since = ByTime };
        var first = await settings.ReadAsync(full: false);
        Assert.Equal(3, first.Records.Count);
        var second = await settings.ReadAsync(first.Next, full: false);
        Assert.Equal("/applications?updated_after=2026-11-23T09%3A25%3A00Z", api.Targets.Last());
        Assert.True(Assert.Single(second.Pages).NothingNew);
        Assert.Equal(first.Next, second.Next);
    }

    [Theory]
    [InlineData(MomentFormat.UnixMilliseconds, "", "1795426200000")]
    [InlineData(MomentFormat.UnixSeconds, "", "1795426200")]
    [InlineData(MomentFormat.Date, "", "2026-11-23")]
    [InlineData(MomentFormat.Iso, "gte|", "gte|2026-11-23T09:30:00Z")]
    public async Task TheMomentIsWrittenAsTheVendorWantsIt(MomentFormat format, string prefix, string written)
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[{"id":"1","stage":"s","updated_at":1795426200}]}""");
        var settings = For(api) with { Since = ByTime with { Format = format, Prefix = prefix, Overlap = TimeSpan.Zero } };
        await settings.ReadAsync((await settings.ReadAsync(full: false)).Next, full: false);
        Assert.Equal(written, api.Requests[1]["updated_after"]);
    }

    [Fact]
    public async Task ADateOfNextYearDoesNotHideEverythingUntilThen()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[{"id":"1","stage":"s","updated_at":"2031-01-01T00:00:00Z"}]}""");
        var settings = For(api) with { Since = ByTime };
        await settings.ReadAsync((await settings.ReadAsync(full: false)).Next, full: false);
        Assert.Equal("2026-11-23T11:55:00Z", api.Requests[1]["updated_after"]);
    }

    [Fact]
    public async Task ReadsOfTheWholeAreNeverFiltered()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[{"id":"1","stage":"s","updated_at":"2026-11-23T10:00:00Z"}]}""");
        var settings = For(api) with { Since = ByTime };
        var cursor = (await settings.ReadAsync(full: false)).Next;
        Assert.Null((await settings.ReadAsync(cursor, full: true)).Next);
        Assert.All(api.Requests, a => Assert.Null(a["updated_after"]));
    }

    [Fact]
    public async Task UnderOtherSettingsEverythingIsReadAndSoWithACursorOfSomebodyElse()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[{"id":"1","stage":"s","updated_at":"2026-11-23T10:00:00Z"}]}""");
        var settings = For(api) with { Since = ByTime };
        var cursor = (await settings.ReadAsync(full: false)).Next;
        await (settings with { Parameters = new() { ["job"] = "7" } }).ReadAsync(cursor, full: false);
        await (settings with { Fields = Fields with { FirstName = "first" } }).ReadAsync(cursor, full: false);
        await settings.ReadAsync("2026-11-23T10:00:00Z", full: false);
        await settings.ReadAsync(cursor![..^3] + "x", full: false);
        Assert.All(api.Requests, a => Assert.Null(a["updated_after"]));
        await settings.ReadAsync(cursor, full: false);
        Assert.NotNull(api.Requests[^1]["updated_after"]);
    }

    [Fact]
    public async Task AFewChangesNeedNotShowEveryField()
    {
        await using var api = await FakeApi.StartAsync(a => a["updated_after"] is null ? """{"data":[{"id":"1","stage":"s","updated_at":"2026-11-23T10:00:00Z"}]}""" : """{"data":[{"id":"2"}]}""");
        var settings = For(api) with { Since = ByTime };
        var cursor = (await settings.ReadAsync(full: false)).Next;
        Assert.Equal(["2"], (await settings.ReadAsync(cursor, full: false)).Ids);
    }

    [Fact]
    public async Task WhereNobodyHasAStageTheReadOfTheWholeFailsAndNamesThePathsThereAre()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[{"id":"1","stage_name":"s"}]}""");
        var fault = await For(api).FaultAsync();
        Assert.Contains("no record has a stage", fault.Message, StringComparison.Ordinal);
        Assert.Contains("stage_name", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenGoesBackAndOneThatHasExpiredMeansEverything()
    {
        var expired = false;
        await using var api = await FakeApi.StartAsync(a => (a.Body.Contains("syncToken", StringComparison.Ordinal), a.Body.Contains("cursor", StringComparison.Ordinal)) switch
        {
            (true, _) when expired => """{"success":false,"errors":["sync_token_expired"]}""",
            (true, _) => """{"success":true,"results":[],"moreDataAvailable":false,"syncToken":"t2"}""",
            (_, false) => $$"""{"success":true,"results":[{{Rows(1, 1)}}],"moreDataAvailable":true,"nextCursor":"c"}""",
            _ => $$"""{"success":true,"results":[{{Rows(2, 1)}}],"moreDataAvailable":false,"syncToken":"t1"}""",
        });
        var settings = For(api) with
        {
            Method = CallMethod.Post, Records = "results", Answer = new() { Success = "success", Error = "errors[0]" },
            Paging = new() { Style = PagingStyle.Cursor, Next = "nextCursor", Parameter = "cursor", In = ParameterPlace.Body, More = "moreDataAvailable" },
            Since = new() { Style = SinceStyle.Token, Parameter = "syncToken", In = ParameterPlace.Body, Next = "syncToken", Expired = ["sync_token_expired"] },
        };
        var first = await settings.ReadAsync(full: false);
        Assert.Equal(["1", "2"], first.Ids);
        var second = await settings.ReadAsync(first.Next, full: false);
        Assert.Equal("{\"syncToken\":\"t1\"}", api.Requests[^1].Body);
        Assert.True(second.Pages[0].NothingNew);
        await settings.ReadAsync(second.Next, full: false);
        Assert.Equal("{\"syncToken\":\"t2\"}", api.Requests[^1].Body);

        expired = true;
        var again = await settings.ReadAsync(second.Next, full: false);
        Assert.Equal(["1", "2"], again.Ids);
        Assert.Equal(["{\"syncToken\":\"t2\"}", "{}", "{\"cursor\":\"c\"}"], api.Requests.TakeLast(3).Select(r => r.Body));
        Assert.Equal(first.Next, again.Next);
    }

    [Fact]
    public async Task AnotherErrorIsNotTakenForAnExpiredToken()
    {
        await using var api = await FakeApi.StartAsync(a => a["syncToken"] is not null ? """{"errors":["quota_exceeded"]}""" : $$"""{"data":[{{Rows(1, 1)}}],"syncToken":"t"}""");
        var settings = For(api) with { Answer = new() { Error = "errors[0]" }, Since = new() { Style = SinceStyle.Token, Parameter = "syncToken", Next = "syncToken", Expired = ["sync_token_expired"] } };
        var cursor = (await settings.ReadAsync(full: false)).Next;
        Assert.Contains("quota_exceeded", (await settings.FaultAsync(cursor, full: false)).Message, StringComparison.Ordinal);
    }
}
