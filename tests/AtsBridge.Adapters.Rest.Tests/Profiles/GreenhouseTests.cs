using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class GreenhouseTests
{
    private const string Options = """{ "Authentication": { "ClientId": "id", "ClientSecret": "secret" } }""";

    [Fact]
    public async Task ChangesAreReadByTokenAndLinkAndAStageChangeIsFound()
    {
        var moved = false;
        FakeApi? self = null;
        await using var api = self = await FakeApi.StartAsync(a => (a.Path, a["cursor"], a["last_activity_at"]) switch
        {
            ("/token", _, _) => Reply.Json("""{"access_token":"t","expires_in":3600}"""),
            _ when a.Headers["Authorization"] != "Bearer t" => Reply.Of(401),
            ("/v3/applications", "c2", null) when a["per_page"] is null => Reply.Json("""
                [{"id":19214950003,"candidate_id":7,"prospect":true,"status":"in_process","stage_id":null,"stage_name":null,"job_id":null,"last_activity_at":"2026-11-20T10:00:00Z"}]
                """),
            ("/v3/applications", null, null) => Reply.Json("""
                [{"id":1001,"candidate_id":7,"prospect":false,"status":"in_process","stage_id":51,"stage_name":"Application Review","job_id":31,"last_activity_at":"2026-11-20T10:00:00.123Z"},
                 {"id":1002,"candidate_id":8,"prospect":false,"status":"rejected","stage_id":53,"stage_name":"Phone Interview","job_id":31,"last_activity_at":"2026-11-21T10:00:00Z"}]
                """).With("Link", $"<{self!.Address}v3/applications?cursor=c2>; rel=\"next\""),
            ("/v3/applications", null, "gte|2026-11-21T09:55:00Z") when moved => Reply.Json("""
                [{"id":1001,"candidate_id":7,"prospect":false,"status":"in_process","stage_id":53,"stage_name":"Phone Interview","job_id":31,"last_activity_at":"2026-11-22T08:00:00Z"}]
                """),
            ("/v3/candidates", _, _) => Reply.Json("[" + string.Join(",", a["ids"]!.Split(',').Select(i => i == "7"
                ? """{"id":7,"first_name":"Ada","last_name":"Vaughan","can_email":true,"email_addresses":[{"value":"ada@example.com","type":"personal"}],"phone_numbers":[]}"""
                : """{"id":8,"first_name":"Bo","last_name":"Ek","can_email":false,"email_addresses":[],"phone_numbers":[{"value":"+1 202 555 0143","type":"home"}]}""")) + "]"),
            ("/v3/jobs", _, _) => Reply.Json("""[{"id":31,"name":"Nurse"}]"""),
            _ => Reply.Of(422),
        });
        using var source = VendorSource.Open("greenhouse", api, Options.Replace("\"ClientId\"", $"\"FetchFrom\": \"{api.Address}token\", \"ClientId\""), "v3");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "1001 | 7 | Ada Vaughan | ada@example.com |  | 31 | Nurse | Application Review | 51 | Active",
            "1002 | 8 | Bo Ek |  | +1 202 555 0143 | 31 | Nurse | Phone Interview | 53 | Rejected",
            "19214950003 | 7 | Ada Vaughan | ada@example.com |  |  |  |  |  | Active",
        ], source.Show(first));
        Assert.Equal("/v3/candidates?ids=7%2C8", api.Targets.First(t => t.Contains("candidates", StringComparison.Ordinal)));

        moved = true;
        Assert.Equal(["1001 | 7 | Ada Vaughan | ada@example.com |  | 31 | Nurse | Phone Interview | 53 | Active"], await source.ShownAsync(first.Next));
    }

    [Fact]
    public void AStageChangeIsToldByItsWebhook()
    {
        using var source = Open();
        const string Body = """{"action":"candidate_stage_change","payload":{"application":{"id":5,"status":"active","last_activity_at":"2026-11-22T08:00:00Z","current_stage":{"id":9,"name":"Phone Interview"},"candidate":{"id":7,"first_name":"Ada","last_name":"O\u0027Brien","can_email":true,"email_addresses":[{"value":"ada@example.com"}],"phone_numbers":[]},"jobs":[{"id":31,"name":"Nurse"}]}}}""";
        var told = Assert.IsType<WebhookResult.Applications>(Signing.OverBody(source, Body, "Signature", "sha256 "));
        Assert.Equal("candidate_stage_change", told.Event);
        Assert.Empty(told.ToRead);
        Assert.Equal("5 | 7 | Ada O'Brien | ada@example.com |  | 31 | Nurse | Phone Interview | 9 | Active", source.Show(Assert.Single(told.Records)));
    }

    [Theory]
    [InlineData("""{"action":"hire_candidate","payload":{"application":{"id":5,"candidate":{"id":7}}}}""", "5")]
    [InlineData("""{"action":"new_prospect_application","payload":{"application":{"id":6,"status":"active","current_stage":null,"last_activity_at":"2026-11-22T08:00:00Z"}}}""", "6")]
    [InlineData("""{"action":"application_updated","payload":{"application":{"id":8,"status":"active","current_stage":{"id":9,"name":"Call"}}}}""", "8")]
    [InlineData("""{"action":"delete_application","payload":{"application":{"id":7}}}""", "7")]
    public void WhatSaysTooLittleNamesTheApplicationToRead(string body, string id)
    {
        using var source = Open();
        Assert.Equal([id], Signing.OverBody(source, body, "Signature", "sha256 ").ToRead());
    }

    [Fact]
    public void APersonWhoIsGoneNamesTheApplicationsThatWentAlong()
    {
        using var source = Open();
        // The signature is openssl's: dgst -sha256 -hmac.
        const string Body = """{"action":"delete_candidate","payload":{"person":{"id":37,"deleted_application_ids":[5,6,5]}}}""";
        for (var delivery = 0; delivery < 2; delivery++)
        {
            Assert.Equal(["5", "6"], source.Receive(Body, ("Signature", "sha256 98e9790d8234b760324590881237a9b78f21700211019e62d3ca120a428a1b7e")).ToRead());
        }

        Assert.Equal(["9"], Signing.OverBody(source, """{"action":"merge_candidate","payload":{"person":{"id":7,"deleted_application_ids":[9],"new_candidate_id":8}}}""", "Signature", "sha256 ").ToRead());
    }

    [Theory]
    [InlineData("""{"action":"ping","payload":{}}""")]
    [InlineData("""{"action":"delete_candidate","payload":{"person":{"id":7}}}""")]
    [InlineData("""{"action":"delete_candidate","payload":{"person":{"id":7,"deleted_application_ids":[]}}}""")]
    [InlineData("""{"action":"delete_candidate","payload":{"person":{"id":7,"deleted_application_ids":[null,{"id":5},[5],""," "]}}}""")]
    [InlineData("""{"action":"merge_candidate","payload":{"person":{"id":7,"new_candidate_id":8}}}""")]
    [InlineData("""{"action":"update_candidate","payload":{"candidate":{"id":7}}}""")]
    [InlineData("""{"action":"candidate_anonymized","payload":{"candidate_id":7}}""")]
    [InlineData("""{"action":"candidate_stage_change","payload":{}}""")]
    [InlineData("""{}""")]
    [InlineData("not json")]
    public void WhatConcernsNobodyIsAcknowledged(string body)
    {
        using var source = Open();
        Assert.IsType<WebhookResult.Ignored>(Signing.OverBody(source, body, "Signature", "sha256 "));
    }

    [Fact]
    public async Task AnApplicationIsReadByItsId()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/token" ? """{"access_token":"t"}"""
            : a["ids"] == "5" && a.Path == "/applications" ? """[{"id":5,"candidate_id":7,"status":"hired","stage_id":1,"stage_name":"Offer","job_id":3,"last_activity_at":"2026-11-22T08:00:00Z"}]""" : "[]");
        using var source = VendorSource.Open("greenhouse", api, Options.Replace("\"ClientId\"", $"\"FetchFrom\": \"{api.Address}token\", \"ClientId\""));
        Assert.Equal("5 | 7 |  |  |  | 3 |  | Offer | 1 | Hired", source.Show(Assert.Single((await source.Source.ReadApplicationAsync("5", TestContext.Current.CancellationToken)).Records)));
        Assert.Empty((await source.Source.ReadApplicationAsync("6", TestContext.Current.CancellationToken)).Records);
    }

    private static VendorSource Open() => VendorSource.Open("greenhouse", api: null, Options);
}
