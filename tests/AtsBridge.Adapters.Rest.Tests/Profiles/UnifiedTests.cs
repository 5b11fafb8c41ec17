using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

/// <summary>Merge and Apideck.</summary>
public sealed class UnifiedTests
{
    [Fact]
    public async Task MergeIsReadByCursorAndThenByWhatWasModified()
    {
        await using var api = await FakeApi.StartAsync(a => a.Headers["Authorization"] != "Bearer key" || a.Headers["X-Account-Token"] != "acc" ? Reply.Of(403) : Reply.Json((a["cursor"], a["modified_after"]) switch
        {
            (null, null) => $$"""{"next":"cD0y","previous":null,"results":[{{Merge("m-1", "Applied", "null")}}]}""",
            ("cD0y", null) => $$"""{"next":null,"results":[{{Merge("m-2", "Phone", "\"2026-11-01T10:00:00Z\"")}}]}""",
            _ => $$"""{"next":null,"results":[{{Merge("m-1", "Phone", "null")}}]}""",
        }));
        using var source = VendorSource.Open("merge", api, """{ "Headers": { "X-Account-Token": "acc" } }""");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "m-1 | c | Ada Vaughan | ada@example.com |  | j | Nurse | Applied | s | Active",
            "m-2 | c | Ada Vaughan | ada@example.com |  | j | Nurse | Phone | s | Rejected",
        ], source.Show(first));
        Assert.Equal(["m-1 | c | Ada Vaughan | ada@example.com |  | j | Nurse | Phone | s | Active"], await source.ShownAsync(first.Next));
        Assert.Equal("2026-11-20T09:55:00Z", api.Requests[^1]["modified_after"]);
    }

    [Fact]
    public async Task ApideckNamesPeopleAndJobsOfWhatHasChanged()
    {
        var stage = "Applied";
        await using var api = await FakeApi.StartAsync(a => a.Headers["x-apideck-app-id"] != "app" || a.Headers["x-apideck-service-id"] != "teamtailor" ? Reply.Of(401) : (a.Path, a["cursor"]) switch
        {
            ("/ats/applications", null) => Reply.Json($$"""{"status_code":200,"status":"OK","data":[{"id":"a","applicant_id":"p","job_id":"j","status":"open","stage":{"id":"s","name":"{{stage}}"},"updated_at":"2026-11-20T10:00:00.000Z"}],"meta":{"cursors":{"next":"n"} } }"""),
            ("/ats/applications", "n") => Reply.Json("""{"status_code":200,"data":[{"id":"b","applicant_id":"p","job_id":"gone","status":"converted","stage":{"id":"s","name":"Offer"}}],"meta":{"cursors":{"next":null}}}"""),
            ("/ats/applicants/p", _) => Reply.Json("""{"data":{"id":"p","name":"Ada Vaughan","first_name":"Ada","last_name":"Vaughan","emails":[{"email":"ada@example.com","type":"primary"}],"phone_numbers":[{"number":"555 0143"}]}}"""),
            ("/ats/jobs/j", _) => Reply.Json("""{"data":{"id":"j","title":"Nurse"}}"""),
            _ => Reply.Of(404),
        });
        using var source = VendorSource.Open("apideck", api, """{ "Headers": { "x-apideck-app-id": "app", "x-apideck-consumer-id": "me", "x-apideck-service-id": "teamtailor" } }""", "ats");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "a | p | Ada Vaughan | ada@example.com | 555 0143 | j | Nurse | Applied | s | Active",
            "b | p | Ada Vaughan | ada@example.com | 555 0143 | gone |  | Offer | s | Unknown",
        ], source.Show(first));
        Assert.Single(api.Targets, t => t.EndsWith("/applicants/p", StringComparison.Ordinal));

        stage = "Phone";
        Assert.Equal(["a | p | Ada Vaughan | ada@example.com | 555 0143 | j | Nurse | Phone | s | Active"], await source.ShownAsync(known: first.Known));
    }

    private static string Merge(string id, string stage, string rejected) => $$"""
        {"id":"{{id}}","candidate":{"id":"c","first_name":"Ada","last_name":"Vaughan","email_addresses":[{"value":"ada@example.com"}],"phone_numbers":[]},"job":{"id":"j","name":"Nurse"},"current_stage":{"id":"s","name":"{{stage}}"},"rejected_at":{{rejected}},"modified_at":"2026-11-20T10:00:00Z"}
        """;
}
