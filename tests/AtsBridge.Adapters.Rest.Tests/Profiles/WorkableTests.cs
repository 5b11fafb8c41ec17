using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class WorkableTests
{
    private static string Candidate(string id, string stage, string disqualified = "false") =>
        $$"""{"id":"{{id}}","name":"Ada Vaughan","firstname":"Ada","lastname":"Vaughan","email":"ada@example.com","phone":null,"stage":"{{stage}}","stage_kind":"phone-screen","disqualified":{{disqualified}},"job":{"shortcode":"J1","title":"Nurse"},"updated_at":"2026-11-22T08:00:00Z"}""";

    [Fact]
    public async Task CandidatesAreApplicationsAndTheirIdsAreNoNumbers()
    {
        var stage = "Applied";
        FakeApi? self = null;
        await using var api = self = await FakeApi.StartAsync(a => a.Headers["Authorization"] != "Bearer key" ? Reply.Of(401)
            : Reply.Json(a["since_id"] is null
                ? $$"""{"candidates":[{{Candidate("272735e2", stage)}},{{Candidate("27270275", "Call", "true")}}],"paging":{"next":"{{self!.Address}}spi/v3/candidates?limit=100&since_id=27270275"} }"""
                : $$"""{"candidates":[{{Candidate("00ab", "Offer")}}],"paging":{} }""").With("x-rate-limit-remaining", "7").With("x-rate-limit-reset", "1795435230"));
        using var source = VendorSource.Open("workable", api, path: "spi/v3");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "272735e2 |  | Ada Vaughan | ada@example.com |  | J1 | Nurse | Applied |  | Active",
            "27270275 |  | Ada Vaughan | ada@example.com |  | J1 | Nurse | Call |  | Rejected",
            "00ab |  | Ada Vaughan | ada@example.com |  | J1 | Nurse | Offer |  | Active",
        ], source.Show(first));
        Assert.Equal("phone-screen", first.Records[0].Attributes["StageKind"]);

        stage = "Phone Screen";
        Assert.Equal(["272735e2 |  | Ada Vaughan | ada@example.com |  | J1 | Nurse | Phone Screen |  | Active"], await source.ShownAsync(known: first.Known));
    }

    [Fact]
    public void AMoveIsToldByItsWebhook()
    {
        using var source = VendorSource.Open("workable", api: null);
        var told = Assert.IsType<WebhookResult.Applications>(Signing.OverBody(source, $$"""{"event_type":"candidate_moved","data":{{Candidate("272735e2", "Call")}} }""", "X-Workable-Signature", ""));
        Assert.Equal("272735e2 |  | Ada Vaughan | ada@example.com |  | J1 | Nurse | Call |  | Active", source.Show(Assert.Single(told.Records)));
        // Moved to another job, which is the end of one candidate and the beginning of another.
        Assert.Equal(["272735e2"], Signing.OverBody(source, """{"event_type":"candidate_deleted","data":{"id":"272735e2"}}""", "X-Workable-Signature", "").ToRead());
    }

    [Fact]
    public async Task ACandidateIsReadByItsId()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/candidates/272735e2" ? Reply.Json($$"""{"candidate":{{Candidate("272735e2", "Call")}} }""") : Reply.Of(404));
        using var source = VendorSource.Open("workable", api);
        Assert.Equal("Call", Assert.Single((await source.Source.ReadApplicationAsync("272735e2", TestContext.Current.CancellationToken)).Records).Stage);
        Assert.Empty((await source.Source.ReadApplicationAsync("x", TestContext.Current.CancellationToken)).Records);
    }
}
