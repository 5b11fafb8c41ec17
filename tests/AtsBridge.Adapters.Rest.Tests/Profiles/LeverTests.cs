using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class LeverTests
{
    private const string Cursor = "%5B1700000000000%2C%22a-b%22%5D";

    [Fact]
    public async Task OpportunitiesAreReadWithTheNamesOfStagesPostingsAndReasons()
    {
        var stage = "lead-new";
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            _ when a.Headers["Authorization"] != "Basic a2V5Og==" => Reply.Of(401),
            "/v1/opportunities" when a["offset"] is null => Reply.Json($$"""
                {"data":[{"id":"o-1","name":"Ada Vaughan","contact":"c-1","emails":["ada@example.com","a2@example.com"],"phones":[{"type":"mobile","value":"267.555.0143"}],"stage":"{{stage}}","archived":null,"updatedAt":null,"applications":[{"id":"a-1","posting":"p-1"}],"isAnonymized":false},
                         {"id":"o-2","name":"","contact":"c-1","emails":[],"phones":[],"stage":"5f0c7a52-3d0e","archived":{"reason":"r-1","archivedAt":1700000000000},"updatedAt":1700000000000,"applications":[]}],
                 "next":"{{Cursor}}","hasNext":true}
                """),
            "/v1/opportunities" when a.Target.EndsWith("&offset=" + Cursor, StringComparison.Ordinal) => Reply.Json("""
                {"data":[{"id":"o-3","name":"Cy, II","contact":"c-3","emails":[],"phones":[],"stage":"offer","archived":{"reason":"r-2","archivedAt":1700000000000},"updatedAt":null,"applications":[{"posting":"p-9"}]},
                         {"id":"o-4","name":"Di Ho","contact":"c-4","emails":[],"phones":[],"stage":"offer","archived":{"reason":"r-gone","archivedAt":1700000000000},"updatedAt":null,"applications":[]},
                         {"id":"o-5","name":"Ed Oz","contact":"c-5","emails":[],"phones":[],"stage":"offer","archived":{"reason":"r-3","archivedAt":1700000000000},"updatedAt":null,"applications":[]}],"hasNext":false}
                """),
            "/v1/stages" => Reply.Json("""{"data":[{"id":"lead-new","text":"New lead"},{"id":"5f0c7a52-3d0e","text":"On-site interview"},{"id":"offer","text":"Offer"}]}"""),
            "/v1/postings" => Reply.Json("""{"data":[{"id":"p-1","text":"Nurse"}],"hasNext":false}"""),
            "/v1/archive_reasons" => Reply.Json("""{"data":[{"id":"r-1","text":"Underqualified"},{"id":"r-2","text":"Hired"},{"id":"r-3","text":"Offer declined"}]}"""),
            _ => Reply.Of(404),
        });
        using var source = VendorSource.Open("lever", api, path: "v1");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "o-1 | c-1 | Ada Vaughan | ada@example.com | 267.555.0143 | p-1 | Nurse | New lead | lead-new | Active",
            "o-2 | c-1 |  |  |  |  |  | On-site interview | 5f0c7a52-3d0e | Rejected",
            "o-3 | c-3 | Cy, II |  |  | p-9 |  | Offer | offer | Hired",
            "o-4 | c-4 | Di Ho |  |  |  |  | Offer | offer | Rejected",
            "o-5 | c-5 | Ed Oz |  |  |  |  | Offer | offer | Withdrawn",
        ], source.Show(first));

        stage = "5f0c7a52-3d0e";
        Assert.Equal(["o-1 | c-1 | Ada Vaughan | ada@example.com | 267.555.0143 | p-1 | Nurse | On-site interview | 5f0c7a52-3d0e | Active"], await source.ShownAsync(known: first.Known));
    }

    [Fact]
    public void TokenAndTimeAreSignedAndNothingElseIsBelieved()
    {
        using var source = VendorSource.Open("lever", api: null);
        var at = QuickTime.Start.ToUnixTimeMilliseconds();
        string Body(string token, long time, string signature, string data = """{"opportunityId":"o-1","toStageId":"offer"}""") =>
            $$"""{"id":"e","event":"candidateStageChange","triggeredAt":{{time}},"token":"{{token}}","signature":"{{signature}}","data":{{data}}}""";
        var signature = Signing.Hex($"abc{at}");
        Assert.Equal(["o-1"], source.Receive(Body("abc", at, signature)).ToRead());
        Assert.IsType<WebhookResult.Ignored>(source.Receive(Body("abc", at, signature, "{}")));
        Signing.EveryOther(signature, s => source.Receive(Body("abc", at, s)));
        Signing.EveryOther("abc", t => source.Receive(Body(t, at, signature)));
        Assert.IsType<WebhookResult.Refused>(source.Receive(Body("abc", at + 1, signature)));
        Assert.IsType<WebhookResult.Refused>(source.Receive("""{"event":"candidateStageChange","data":{}}"""));
        Assert.IsType<WebhookResult.Refused>(source.Receive("not json"));
        foreach (var (minutes, taken) in new[] { (-4.9, true), (4.9, true), (-5.1, false), (5.1, false) })
        {
            var other = QuickTime.Start.AddMinutes(minutes).ToUnixTimeMilliseconds();
            Assert.Equal(taken, source.Receive(Body("abc", other, Signing.Hex($"abc{other}"))) is WebhookResult.Applications);
        }
    }

    [Fact]
    public async Task AnOpportunityIsReadByItsId()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            "/opportunities/o-1" when a["expand"] == "applications" => Reply.Json("""{"data":{"id":"o-1","name":"Ada","contact":"c","emails":[],"phones":[],"stage":"s","archived":null,"applications":[]}}"""),
            "/stages" => Reply.Json("""{"data":[{"id":"s","text":"Call"}]}"""),
            _ => Reply.Of(404),
        });
        using var source = VendorSource.Open("lever", api);
        Assert.Equal("o-1 | c | Ada |  |  |  |  | Call | s | Active", source.Show(Assert.Single((await source.Source.ReadApplicationAsync("o-1", TestContext.Current.CancellationToken)).Records)));
        Assert.Empty((await source.Source.ReadApplicationAsync("o-2", TestContext.Current.CancellationToken)).Records);
    }
}
