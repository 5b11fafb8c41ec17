using AtsBridge.Adapters.Rest.Paging;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class PagingTests
{
    [Fact]
    public async Task OnePageIsOneRequest()
    {
        await using var api = await FakeApi.StartAsync(_ => $$"""{"data":[{{Rows(1, 3)}}]}""");
        var read = await For(api).ReadAsync();
        Assert.Equal(["1", "2", "3"], read.Ids);
        Assert.Equal(["/applications"], api.Targets);
    }

    [Fact]
    public async Task LinksAreFollowedAsTheyComeUntilThereIsNone()
    {
        // The link holds the cursor alone: whoever adds the filters of the first page again is refused.
        FakeApi? self = null;
        await using var api = self = await FakeApi.StartAsync(a => a["cursor"] switch
        {
            null when a["per_page"] == "2" => Reply.Json($"[{Rows(1, 2)}]").With("Link", $"<{self!.Address}applications?cursor=eyJ%2Ba>; rel=\"next\""),
            "eyJ+a" when !a.Target.Contains('&') => Reply.Json($"[{Rows(3, 2)}]").With("Link", $"</applications?cursor=b>; title=\"a, b\"; rel=\"last next\", <x>; rel=prev"),
            "b" when !a.Target.Contains('&') => Reply.Json($"[{Rows(5, 1)}]"),
            _ => Reply.Of(422),
        });
        var read = await (For(api) with { Records = "$", Parameters = new() { ["per_page"] = "2" }, Paging = new() { Style = PagingStyle.Link } }).ReadAsync();
        Assert.Equal(["1", "2", "3", "4", "5"], read.Ids);
        Assert.Equal(["/applications?per_page=2", "/applications?cursor=eyJ%2Ba", "/applications?cursor=b"], api.Targets);
    }

    [Theory]
    [InlineData("<https://a/b>; rel=\"next\"", "https://a/b")]
    [InlineData("<https://a/b?c=1,2>; rel=next, <https://a/z>; rel=last", "https://a/b?c=1,2")]
    [InlineData("<a>; rel=\"prev\", <b>; REL=\"Next\"", "b")]
    [InlineData("<a>; rel=\"prev\"; title=\"rel=next, <b>; rel=next\"", null)]
    [InlineData("<a>; rel=\"nextish\"", null)]
    [InlineData("<a", null)]
    [InlineData("", null)]
    public void TheNextLinkIsFoundAmongOthers(string header, string? next) => Assert.Equal(next, LinkPager.NextOf(header));

    [Fact]
    public async Task AnAddressInTheBodyIsFollowedAndALastPageHasNone()
    {
        FakeApi? self = null;
        await using var api = self = await FakeApi.StartAsync(a => a["since_id"] is null
            ? $$"""{"data":[{{Rows(1, 2)}}],"paging":{"next":"{{self!.Address}}applications?limit=2&since_id=2"} }"""
            : $$"""{"paging":{},"data":[{{Rows(3, 1)}}]}""");
        var read = await (For(api) with { Paging = new() { Style = PagingStyle.NextUrl, Next = "paging.next" } }).ReadAsync();
        Assert.Equal(["1", "2", "3"], read.Ids);
        Assert.Equal("/applications?limit=2&since_id=2", api.Targets.Last());
    }

    [Theory]
    [InlineData("https://evil.example/applications?c=1")]
    [InlineData("//evil.example/x")]
    [InlineData("http://127.0.0.1:1/applications")]
    [InlineData("http://127.0.0.1.evil.example/")]
    [InlineData("http://user@127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://[broken/")]
    public async Task AnAddressOnAnotherHostIsRefusedBecauseTheKeyWouldGoThere(string next)
    {
        await using var api = await FakeApi.StartAsync(_ => $$"""{"data":[{{Rows(1, 1)}}],"next":"{{next}}"}""");
        var fault = await (For(api) with { Paging = new() { Style = PagingStyle.NextUrl, Next = "next" } }).FaultAsync();
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains("is not followed", fault.Message, StringComparison.Ordinal);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task AnOpaqueCursorGoesBackByteForByte()
    {
        const string Encoded = "%5B3%2C149%5D%7e%41+";
        await using var api = await FakeApi.StartAsync(a => a.Target.EndsWith("offset=" + Encoded, StringComparison.Ordinal)
            ? $$"""{"data":[{{Rows(3, 1)}}],"hasNext":false}""" : $$"""{"data":[{{Rows(1, 2)}}],"next":"{{Encoded}}","hasNext":true}""");
        var paging = new PagingSettings { Style = PagingStyle.Cursor, Next = "next", Parameter = "offset", IsEncoded = true, More = "hasNext" };
        Assert.Equal(["1", "2", "3"], (await (For(api) with { Paging = paging, Parameters = new() { ["limit"] = "2" } }).ReadAsync()).Ids);
        Assert.Equal(["/applications?limit=2", "/applications?limit=2&offset=" + Encoded], api.Targets);
    }

    [Fact]
    public async Task APlainCursorIsEncodedOnce()
    {
        await using var api = await FakeApi.StartAsync(a => a["c"] == "a b+/=&ä%20" ? $$"""{"data":[{{Rows(2, 1)}}]}""" : $$"""{"data":[{{Rows(1, 1)}}],"next":"a b+/=&ä%20"}""");
        var read = await (For(api) with { Paging = new() { Style = PagingStyle.Cursor, Next = "next", Parameter = "c", Alone = true }, Parameters = new() { ["limit"] = "2" } }).ReadAsync();
        Assert.Equal(["1", "2"], read.Ids);
        Assert.Equal("/applications?c=a%20b%2B%2F%3D%26%C3%A4%2520", api.Targets.Last());
    }

    [Fact]
    public async Task ACursorGoesIntoTheBodyOfAPost()
    {
        await using var api = await FakeApi.StartAsync(a => a.Body.Contains("\"cursor\":\"x\"", StringComparison.Ordinal)
            ? $$"""{"results":[{{Rows(2, 1)}}],"moreDataAvailable":false,"nextCursor":"left over"}""" : $$"""{"results":[{{Rows(1, 1)}}],"moreDataAvailable":true,"nextCursor":"x"}""");
        var settings = For(api) with
        {
            Method = CallMethod.Post, Body = "{ \"limit\": 1 }", Records = "results",
            Paging = new() { Style = PagingStyle.Cursor, Next = "nextCursor", Parameter = "cursor", In = ParameterPlace.Body, More = "moreDataAvailable" },
        };
        Assert.Equal(["1", "2"], (await settings.ReadAsync()).Ids);
        Assert.Equal(["POST { \"limit\": 1 }", "POST {\"limit\":1,\"cursor\":\"x\"}"], api.Requests.Select(r => $"{r.Method} {r.Body}"));
    }

    [Fact]
    public async Task PagesAreCountedUntilOneIsEmptyWhateverTheirSize()
    {
        // The size that was asked for is ignored, as BambooHR does.
        await using var api = await FakeApi.StartAsync(a => $$"""{"data":[{{(a["page"] == "1" ? Rows(1, 18) : a["page"] == "2" ? Rows(19, 3) : "")}}]}""");
        var read = await (For(api) with { Paging = new() { Style = PagingStyle.Page, Parameter = "page" }, Parameters = new() { ["per_page"] = "2" } }).ReadAsync();
        Assert.Equal(21, read.Records.Count);
        Assert.Equal(3, api.Requests.Count);
    }

    [Theory]
    [InlineData("Last", "\"end\":true", 1)]
    [InlineData("More", "\"more\":false", 1)]
    [InlineData("Pages", "\"pages\":1", 1)]
    [InlineData("Total", "\"total\":\"2\"", 1)]
    [InlineData("FullPage", "\"x\":0", 1)]
    [InlineData("None", "\"end\":true", 2)]
    public async Task TheLastPageIsKnownByWhatTheVendorSays(string how, string said, int requests)
    {
        await using var api = await FakeApi.StartAsync(a => $$"""{{{said}},"data":[{{(a["page"] == "0" ? Rows(1, 2) : "")}}]}""");
        var paging = new PagingSettings { Style = PagingStyle.Page, Parameter = "page", First = 0 };
        paging = how switch
        {
            "Last" => paging with { Last = "end" },
            "More" => paging with { More = "more" },
            "Pages" => paging with { Pages = "pages" },
            "Total" => paging with { Total = "total" },
            "FullPage" => paging with { FullPage = 3 },
            _ => paging,
        };
        Assert.Equal(2, (await (For(api) with { Paging = paging }).ReadAsync()).Records.Count);
        Assert.Equal(requests, api.Requests.Count);
    }

    [Fact]
    public async Task AnOffsetGoesOnBehindWhatCameAlsoWhereSomeCouldNotBeRead()
    {
        await using var api = await FakeApi.StartAsync(a => a["start"] switch
        {
            "0" => """{"data":[{"id":"1","stage":"s"},7,{"id":"3","stage":"s","updated_at":{}}]}""",
            "3" => $$"""{"data":[{{Rows(4, 1)}}]}""",
            _ => """{"data":[]}""",
        });
        var read = await (For(api) with { Paging = new() { Style = PagingStyle.Offset, Parameter = "start" } }).ReadAsync();
        Assert.Equal(["1", "4"], read.Ids);
        Assert.Equal(2, read.Rejected.Count);
        Assert.Equal(["/applications?start=0", "/applications?start=3", "/applications?start=4"], api.Targets);
    }

    [Fact]
    public async Task ACursorThatRepeatsIsRefused()
    {
        var number = 0;
        await using var api = await FakeApi.StartAsync(a => $$"""{"data":[{{Rows(number++, 1)}}],"next":"{{(a["c"] == "a" ? "b" : "a")}}"}""");
        var fault = await (For(api) with { Paging = new() { Style = PagingStyle.Cursor, Next = "next", Parameter = "c" } }).FaultAsync();
        Assert.Contains("its cursor repeats", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, api.Requests.Count);
    }

    [Fact]
    public async Task AServerThatIgnoresThePageIsFoundOut()
    {
        await using var api = await FakeApi.StartAsync(_ => $$"""{"data":[{{Rows(1, 2)}}]}""");
        var fault = await (For(api) with { Paging = new() { Style = PagingStyle.Page, Parameter = "page" } }).FaultAsync();
        Assert.Contains("it ignores what says which page", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APageThatComesTwiceIsNotTakenForTheLast()
    {
        // A cache in between has lost the Link header and kept the body.
        var number = 0;
        FakeApi? self = null;
        await using var api = self = await FakeApi.StartAsync(_ => Reply.Json($$"""{"data":[{{Rows(1, 2)}}]}""") is var reply && number++ == 0 ? reply.With("Link", $"<{self!.Address}applications?c=2>; rel=next") : reply);
        Assert.Contains("gives the same page", (await (For(api) with { Paging = new() { Style = PagingStyle.Link } }).FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreThanTheBudgetOfPagesIsRefused()
    {
        var number = 0;
        await using var api = await FakeApi.StartAsync(_ => $$"""{"data":[{{Rows(number, 1)}}],"next":"{{number++}}"}""");
        var settings = For(api);
        var fault = await (settings with { Limits = settings.Limits with { MaxPages = 5 }, Paging = new() { Style = PagingStyle.Cursor, Next = "next", Parameter = "c" } }).FaultAsync();
        Assert.Contains("more than 5 pages", fault.Message, StringComparison.Ordinal);
        Assert.Equal(5, api.Requests.Count);
    }

    [Fact]
    public async Task RowsAreCountedThroughAllPages()
    {
        await using var api = await FakeApi.StartAsync(a => $$"""{"data":[{{(a["page"] == "1" ? Rows(1, 2) : a["page"] == "2" ? "5," + Rows(3, 1) : "")}}]}""");
        var read = await (For(api) with { Paging = new() { Style = PagingStyle.Page, Parameter = "page" } }).ReadAsync();
        Assert.Equal([1, 2, 4], read.Records.Select(r => r.Position.Row!.Value));
        Assert.Equal((3, "127.0.0.1/applications"), (read.Rejected[0].Position.Row!.Value, read.Rejected[0].Position.Resource));
    }
}
