using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class BullhornTests
{
    [Fact]
    public async Task SubmissionsAreReadWithConsentAndChangesByTheWhereOfTheQuery()
    {
        var status = "New Lead";
        await using var api = await FakeApi.StartAsync(a => a.Headers["BhRestToken"] != "key" ? Reply.Of(401)
            : a["fields"] is null ? Reply.Json("""{"start":0,"count":1,"data":[{"id":1}]}""")
            : Reply.Json($$"""{"start":{{a["start"]}},"count":1,"data":[{{(a["start"] == "0" ? Row(1, status, "true") + "," + Row(2, "Interview Scheduled", "null") : "")}}]}"""));
        using var source = VendorSource.Open("bullhorn", api, path: "rest-services/abc");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "1 | 7 | Ada Vaughan | ada@example.com | 2025550143 | 3 | Nurse | New Lead |  | Active",
            "2 | 7 | Ada Vaughan | ada@example.com | 2025550143 | 3 | Nurse | Interview Scheduled |  | Active",
        ], source.Show(first));
        Assert.Equal(["true", null], first.Records.Select(r => r.SmsOptIn));

        status = "Interview Scheduled";
        Assert.Equal(["1 | 7 | Ada Vaughan | ada@example.com | 2025550143 | 3 | Nurse | Interview Scheduled |  | Active"], await source.ShownAsync(known: first.Known));

        var changes = await source.Source.ReadAsync(full: false);
        await source.Source.ReadAsync(changes.Next, full: false);
        Assert.Equal("isDeleted=false AND dateLastModified>=1795425900000", api.Requests.Last(r => r["start"] == "0")["where"]);
    }

    private static string Row(int id, string status, string optIn) => $$"""
        {"id":{{id}},"status":"{{status}}","isDeleted":false,"dateLastModified":1795426200000,"candidate":{"id":7,"firstName":"Ada","lastName":"Vaughan","name":"Ada Vaughan","email":"ada@example.com","phone":"","mobile":"2025550143","smsOptIn":{{optIn}},"massMailOptOut":false},"jobOrder":{"id":3,"title":"Nurse"} }
        """;
}
