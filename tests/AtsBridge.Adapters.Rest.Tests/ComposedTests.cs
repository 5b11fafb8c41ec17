using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class ComposedTests
{
    private static readonly FieldMap OfPlacement = new() { ApplicationId = "id", CandidateId = "^.id", FullName = "^.name", Stage = "@stage.name", StageId = "stage_id" };

    private static readonly LookupSettings SideLoaded = new() { Page = "references", Where = new() { ["type"] = "Stage" }, By = "stage_id" };

    [Fact]
    public async Task EveryApplicationOfAPersonIsARecordWithThePersonsFields()
    {
        await using var api = await FakeApi.StartAsync(_ => """
            {"data":[{"id":1,"name":"Ada","placements":[{"id":10,"stage_id":5},{"id":11,"stage_id":6}]},{"id":2,"name":"Bo","placements":[]},{"id":3,"name":"Cy"},{"id":4,"name":"Di","placements":[null,{"id":12,"stage_id":null}]}],
             "references":[{"id":5,"type":"Offer","name":"no"},{"id":5,"type":"Stage","name":"Applied"},{"id":6,"type":"Stage","name":"Call"},7,null]}
            """);
        var read = await (For(api) with { Each = ["placements"], Fields = OfPlacement, Lookups = new() { ["stage"] = SideLoaded } }).ReadAsync();
        Assert.Equal([("10", "1", "Ada", "Applied"), ("11", "1", "Ada", "Call"), ("12", "4", "Di", null)], read.Records.Select(r => (r.ApplicationId!, r.CandidateId!, r.FullName!, r.Stage)));
        Assert.Empty(read.Rejected);
        Assert.Equal([1, 2, 3], read.Records.Select(r => r.Position.Row!.Value));
    }

    [Fact]
    public async Task SeveralPathsAndASingleObjectAreApplicationsToo()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[{"id":"p","main":{"id":"1"},"more":[{"id":"2"},5]},{"id":"q","main":null,"more":[{"id":"3"}]}]}""");
        var read = await (For(api) with { Each = ["main", "more[*]"], Fields = new() { ApplicationId = "id", CandidateId = "^.id", Stage = "id" } }).ReadAsync();
        Assert.Equal([("1", "p"), ("2", "p"), ("3", "q")], read.Records.Select(r => (r.ApplicationId!, r.CandidateId!)));
        Assert.Contains("isn't an object", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APersonWithTooManyApplicationsIsQuarantined()
    {
        await using var api = await FakeApi.StartAsync(_ => $$"""{"data":[{"id":"p","list":[{{Rows(1, 50)}}]},{"id":"q","list":[{{Rows(60, 2)}}]}]}""");
        var settings = For(api) with { Each = ["list"], Limits = new() { MaxEach = 10 } };
        var read = await settings.ReadAsync();
        Assert.Equal((2, 1), (read.Records.Count, read.Rejected.Count));
    }

    [Fact]
    public async Task AStatusThatIsNamedAndNotFoundIsNotTakenForNone()
    {
        await using var api = await FakeApi.StartAsync(_ => """
            {"data":[{"id":"1","reason":"r-1"},{"id":"2","reason":"gone"},{"id":"3","reason":null},{"id":"4"},{"id":"5","reason":""},{"id":"6","reason":"r-2"}],"reasons":[{"id":"r-1","text":"Hired"},{"id":"r-2","text":null}]}
            """);
        var settings = For(api) with
        {
            Fields = new() { ApplicationId = "id", Stage = "@reason.text", Status = "@reason.text" },
            Lookups = new() { ["reason"] = new() { Page = "reasons", By = "reason" } },
        };
        var read = await settings.ReadAsync();
        Assert.Equal(["Hired", "gone", "", "", "", ""], read.Records.Select(r => r.Status));
        Assert.Equal(["Hired", null, null, null, null, null], read.Records.Select(r => r.Stage));
        Assert.Equal(6, (await settings.ReadAsync(known: read.Known)).Unchanged);
    }

    [Fact]
    public async Task AListIsReadOnceARead()
    {
        await using var api = await FakeApi.StartAsync(a => (a.Path, a["page"]) switch
        {
            ("/stages", "1") => """{"data":[{"id":"a","text":"Lead"}]}""",
            ("/stages", "2") => """{"data":[{"id":"b","text":"Phone"}]}""",
            ("/applications", "1") => """{"data":[{"id":"1","stage":"a"},{"id":"2","stage":"zz"}]}""",
            ("/applications", "2") => """{"data":[{"id":"3","stage":"b"}]}""",
            _ => """{"data":[]}""",
        });
        var settings = For(api) with
        {
            Paging = new() { Style = PagingStyle.Page, Parameter = "page" }, Fields = new() { ApplicationId = "id", Stage = "@stage.text", StageId = "stage" },
            Lookups = new() { ["stage"] = new() { Path = "stages", Records = "data", By = "stage" } },
        };
        var read = await settings.ReadAsync();
        Assert.Equal([("1", "Lead"), ("2", null), ("3", "Phone")], read.Records.Select(r => (r.ApplicationId!, r.Stage)));
        Assert.Equal(3, api.Targets.Count(t => t.StartsWith("/stages", StringComparison.Ordinal)));
        // The name of a stage is part of what is known of a record.
        Assert.Equal((0, 3), await CountsAsync(settings, read.Known));
    }

    [Fact]
    public async Task WhatIsAskedForByIdsIsAskedForManyAtATimeAndOnce()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/candidates"
            ? "[" + string.Join(",", a["ids"]!.Split(',').Where(i => i != "8").Select(i => $$"""{"id":{{i}},"name":"n{{i}}"}""")) + "]"
            : a["page"] == "1" ? $$"""{"data":[{{string.Join(",", Enumerable.Range(0, 7).Select(i => $$"""{"id":"a{{i}}","stage":"s","candidate_id":{{i % 3 + 6}}}"""))}}]}""" : """{"data":[]}""");
        var settings = For(api) with
        {
            Paging = new() { Style = PagingStyle.Page, Parameter = "page" }, Fields = new() { ApplicationId = "id", Stage = "stage", FullName = "@person.name" },
            Lookups = new() { ["person"] = new() { Path = "candidates", Ids = "ids", MostIds = 2, By = "candidate_id", Paged = false } },
        };
        var read = await settings.ReadAsync();
        Assert.Equal(["n6", "n7", null, "n6", "n7", null, "n6"], read.Records.Select(r => r.FullName));
        Assert.Equal(["/candidates?ids=6%2C7", "/candidates?ids=8"], api.Targets.Where(t => t.StartsWith("/candidates", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task DetailsAreAskedForOnlyOfWhatHasChanged()
    {
        var stage = "New";
        await using var api = await FakeApi.StartAsync(a => a.Path == "/applications" ? Reply.Json($$"""{"data":[{"id":"x/1","stage":"{{stage}}"},{"id":"2","stage":"New"},{"id":"3","stage":"New"}]}""")
            : a.Path == "/applications/3" ? Reply.Of(404) : Reply.Json("""{"phone":"+1 202 555 0143"}"""));
        var settings = For(api) with { Fields = new() { ApplicationId = "id", Stage = "stage", Phone = "@detail.phone" }, Lookups = new() { ["detail"] = new() { Path = "applications/{id}" } } };
        var first = await settings.ReadAsync();
        Assert.Equal(["+1 202 555 0143", "+1 202 555 0143", null], first.Records.Select(r => r.Phone));
        Assert.Equal(["/applications", "/applications/x%2F1", "/applications/2", "/applications/3"], api.Targets);

        Assert.Equal((0, 3), await CountsAsync(settings, first.Known));
        Assert.Equal(5, api.Requests.Count);

        stage = "Call";
        var third = await settings.ReadAsync(known: first.Known);
        Assert.Equal(("x/1", "Call", "+1 202 555 0143"), Assert.Single(third.Records.Select(r => (r.ApplicationId!, r.Stage!, r.Phone!))));
        Assert.Equal(["/applications", "/applications/x%2F1"], api.Targets.TakeLast(2));
    }

    [Fact]
    public async Task WhatAllAreKnownForIsNotMissingWhereItIsAskedForLate()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/applications" ? """{"data":[{"id":"1"}]}""" : """{"stage":"Call"}""");
        var settings = For(api) with { Fields = new() { ApplicationId = "id", Stage = "@detail.stage" }, Lookups = new() { ["detail"] = new() { Path = "applications/{id}" } } };
        var first = await settings.ReadAsync();
        Assert.Empty((await settings.ReadAsync(known: first.Known)).Pages.SelectMany(p => p.Notes));
    }

    [Fact]
    public async Task OneLookupMayBeginWithWhatAnotherHasFound()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            "/applications" => """{"data":[{"id":"1","stage":"s","person":"p"}]}""",
            "/people/p" => """{"data":{"name":"Ada","home":"h"}}""",
            _ => """{"city":"Riga"}""",
        });
        var settings = For(api) with
        {
            Fields = new() { ApplicationId = "id", Stage = "stage", FullName = "@z.name", Attributes = new() { ["City"] = "@a.city" } },
            Lookups = new() { ["a"] = new() { Path = "homes/{@z.home}" }, ["z"] = new() { Path = "people/{person}", Records = "data" } },
        };
        var record = Assert.Single((await settings.ReadAsync()).Records);
        Assert.Equal(("Ada", "Riga"), (record.FullName, record.Attributes["City"]));
    }

    [Fact]
    public async Task MoreLookupsThanTheBudgetEndTheRead()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/applications" ? $$"""{"data":[{{Rows(1, 5)}}]}""" : "{}");
        var fault = await (For(api) with { Limits = new() { MaxLookups = 3 }, Fields = Fields with { Phone = "@detail.phone" }, Lookups = new() { ["detail"] = new() { Path = "applications/{id}" } } }).FaultAsync();
        Assert.Contains("Raise Limits:MaxLookups", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, api.Requests.Count);
    }

    [Fact]
    public async Task ALookupThatFailsEndsTheReadAndLeavesNobodyWithoutAStage()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/applications" ? Reply.Json($$"""{"data":[{{Rows(1, 5)}}]}""") : Reply.Of(500));
        var fault = await (For(api) with { Lookups = new() { ["stage"] = new() { Path = "stages", By = "stage" } } }).FaultAsync();
        Assert.Equal(SourceFault.Unavailable, fault.Fault);
        Assert.StartsWith("127.0.0.1/stages", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIdCannotLeadToAnotherAddress()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/applications" ? """{"data":[{"id":"../../admin?x=1#y","stage":"s"},{"id":"..","stage":"s"},{"id":"","stage":"s"}]}""" : "{}");
        await (For(api) with { Lookups = new() { ["detail"] = new() { Path = "applications/{id}" } }, Fields = Fields with { Phone = "@detail.phone" } }).ReadAsync();
        Assert.Equal(["/applications", "/applications/..%2F..%2Fadmin%3Fx%3D1%23y"], api.Targets);
    }

    [Fact]
    public async Task WhatCannotBeReadIsQuarantinedWithItsKey()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[{"id":"1","stage":{"x":1},"list":[]},{"id":"2","stage":"\udc00"},{"id":"3","stage":"s"},[]]}""");
        var read = await (For(api) with { Lookups = new() { ["none"] = new() { Page = "included", By = "nothing" } } }).ReadAsync();
        Assert.Equal(["3"], read.Ids);
        Assert.Equal([(1L, "1"), (2, "2"), (4, null)], read.Rejected.OrderBy(r => r.Position.Row).Select(r => (r.Position.Row!.Value, r.Key)));
    }

    [Fact]
    public async Task OneApplicationIsReadAsTheListIs()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            "/candidates/a%20b" => Reply.Json("""{"data":{"id":1,"name":"Ada","placements":[{"id":10,"stage_id":5}]},"references":[{"id":5,"type":"Stage","name":"Call"}]}"""),
            "/candidates/none" => Reply.Of(404),
            "/candidates/many" => Reply.Json("""{"data":[{"id":1,"placements":[{"id":10,"stage_id":5}]},{"id":2,"placements":[{"id":11,"stage_id":5}]}]}"""),
            "/candidates/lie" => Reply.Json("<html>"),
            _ => Reply.Of(503),
        });
        using var source = Of(For(api) with { Each = ["placements"], Fields = OfPlacement, Lookups = new() { ["stage"] = SideLoaded }, Application = new() { Path = "candidates/{id}", Records = "data" } });
        var page = await source.ReadApplicationAsync("a b", TestContext.Current.CancellationToken);
        Assert.Equal(("10", "Ada", "Call", "127.0.0.1/candidates/{id}"), Assert.Single(page.Records.Select(r => (r.ApplicationId!, r.FullName!, r.Stage!, r.Position.Resource))));
        Assert.Empty((await source.ReadApplicationAsync("none", TestContext.Current.CancellationToken)).Records);
        Assert.Equal(2, (await source.ReadApplicationAsync("many", TestContext.Current.CancellationToken)).Records.Count);
        Assert.Equal(SourceFault.Unreadable, (await Assert.ThrowsAsync<SourceException>(() => source.ReadApplicationAsync("lie", TestContext.Current.CancellationToken))).Fault);
        var fault = await Assert.ThrowsAsync<SourceException>(() => source.ReadApplicationAsync("4711-secret-person", TestContext.Current.CancellationToken));
        Assert.Equal(SourceFault.Unavailable, fault.Fault);
        Assert.DoesNotContain("4711", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneApplicationIsAskedForInTheBodyOfAPost()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"results":{"id":"1","stage":"s"}}""");
        using var source = Of(For(api) with { Application = new() { Path = "application.info", Method = CallMethod.Post, Body = "{ \"applicationId\": \"{id}\" }", Records = "results" } });
        Assert.Equal("1", Assert.Single((await source.ReadApplicationAsync("a\"b", TestContext.Current.CancellationToken)).Records).ApplicationId);
        Assert.Equal("""{ "applicationId": "a\u0022b" }""", api.Requests[0].Body);
    }

    [Fact]
    public async Task TheCheckSaysThatItLetsUsIn()
    {
        await using var api = await FakeApi.StartAsync(_ => $$"""{"data":[{{Rows(1, 5)}}],"next":"x"}""");
        using var source = Of(For(api) with { Paging = new() { Style = PagingStyle.Cursor, Next = "next", Parameter = "c" } });
        Assert.Equal("127.0.0.1/applications: it lets us in; 5 records on the first page", await source.CheckAsync(TestContext.Current.CancellationToken));
        Assert.Single(api.Requests);
    }

    private static async Task<(int Records, int Unchanged)> CountsAsync(RestSettings settings, IKnownRecords known)
    {
        var read = await settings.ReadAsync(known: known);
        return (read.Records.Count, read.Unchanged);
    }
}
