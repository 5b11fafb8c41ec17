using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class RecruiteeTests
{
    private const string References = """
        "references":[{"id":5,"type":"Admin","name":"Someone Else"},{"id":5,"type":"Stage","name":"Applied","category":"apply"},{"id":6,"type":"Stage","name":"Applied","category":"apply"},{"id":7,"type":"Stage","name":"Phone call","category":"phone_screen"},
        {"id":5,"type":"Offer","title":"Nurse"},{"id":9,"type":"Offer","title":"Baker"}]
        """;

    private static string Ada(int stage) => $$"""{"id":1,"name":"Ada Vaughan","emails":["ada@example.com"],"phones":["+1 202 555 0143"],"updated_at":"2022-12-18T10:00:00.000000Z","example":false,"placements":[{"id":10,"offer_id":5,"stage_id":{{stage}},"updated_at":"2023-01-04T10:00:00.123456Z"},{"id":11,"offer_id":9,"stage_id":6,"disqualify_reason":"Location","disqualify_kind":"rejected","updated_at":"2023-01-04T10:00:00Z"}]}""";

    [Fact]
    public async Task PlacementsAreApplicationsAndReferencesNameThem()
    {
        var stage = 5;
        await using var api = await FakeApi.StartAsync(a => a["offset"] == "0" && a.Headers["Authorization"] == "Bearer key"
            ? $$"""{"candidates":[{{Ada(stage)}},{"id":2,"name":"Bo Ek","emails":[],"phones":[],"placements":[]}],{{References}},"generated_at":"2026-11-23T10:00:00Z"}"""
            : """{"candidates":[],"references":[]}""");
        using var source = VendorSource.Open("recruitee", api, path: "c/7");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "10 | 1 | Ada Vaughan | ada@example.com | +1 202 555 0143 | 5 | Nurse | Applied | 5 | Active",
            "11 | 1 | Ada Vaughan | ada@example.com | +1 202 555 0143 | 9 | Baker | Applied | 6 | Rejected",
        ], source.Show(first));
        Assert.Equal("/c/7/candidates?limit=100&offset=2", api.Targets.Last());

        // The person's own time stays as it was.
        stage = 7;
        Assert.Equal(["10 | 1 | Ada Vaughan | ada@example.com | +1 202 555 0143 | 5 | Nurse | Phone call | 7 | Active"], await source.ShownAsync(known: first.Known));
    }

    [Fact]
    public void AMoveNamesThePersonAndATrialIsAcknowledged()
    {
        using var source = VendorSource.Open("recruitee", api: null);
        Assert.Equal(["1"], Signing.OverBody(source, """{"event_type":"candidate_moved","event_subtype":"stage_changed","payload":{"candidate":{"id":1,"name":"Ada"}}}""", "X-Recruitee-Signature", "").ToRead());
        Assert.IsType<WebhookResult.Ignored>(Signing.OverBody(source, """{"test":true}""", "X-Recruitee-Signature", ""));
        Assert.IsType<WebhookResult.Ignored>(Signing.OverBody(source, """{"test":true,"event_type":"candidate_moved","payload":{"candidate":{"id":1}}}""", "X-Recruitee-Signature", ""));
    }

    [Fact]
    public async Task APersonIsReadWithAllPlacements()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/candidates/1" ? Reply.Json($$"""{"candidate":{{Ada(7)}},{{References}} }""") : Reply.Of(404));
        using var source = VendorSource.Open("recruitee", api);
        Assert.Equal([("10", "Phone call"), ("11", "Applied")], (await source.Source.ReadApplicationAsync("1", TestContext.Current.CancellationToken)).Records.Select(r => (r.ApplicationId!, r.Stage!)));
        Assert.Empty((await source.Source.ReadApplicationAsync("2", TestContext.Current.CancellationToken)).Records);
    }
}
