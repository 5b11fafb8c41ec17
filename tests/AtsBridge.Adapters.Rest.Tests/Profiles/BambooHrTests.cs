using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class BambooHrTests
{
    [Fact]
    public async Task ThePhoneIsAskedForWhereSomethingChangedAndPagesEndWhereTheySaySo()
    {
        var stage = """{"id":1,"label":"New"}""";
        await using var api = await FakeApi.StartAsync(a => a.Headers["Authorization"] != "Basic a2V5Ong=" ? Reply.Of(401) : (a.Path, a["page"]) switch
        {
            ("/api/v1/applicant_tracking/applications", "1") => Reply.Json($$"""
                {"paginationComplete":false,"applications":[{"id":108,"applicant":{"id":7,"firstName":"Ada","lastName":"Vaughan","email":"ada@example.com"},"job":{"id":3,"title":{"id":null,"label":"Nurse"} },"status":{{stage}},"appliedDate":"2026-11-01T10:00:00+00:00"}],"nextPageUrl":"x"}
                """),
            ("/api/v1/applicant_tracking/applications", "2") => Reply.Json("""
                {"paginationComplete":true,"applications":[{"id":116,"applicant":{"id":8,"firstName":"Ada","lastName":"Vaughan","email":"ada@example.com"},"job":{"id":3,"title":{"id":null,"label":"Nurse"}},"status":{"id":5,"label":"Schedule Interview"}}],"nextPageUrl":null}
                """),
            ("/api/v1/applicant_tracking/applications/108", _) => Reply.Json("""{"id":108,"applicant":{"phoneNumber":"202-555-0143"},"status":{"dateChanged":"2026-11-20T10:00:00+00:00"}}"""),
            _ => Reply.Of(404),
        });
        using var source = VendorSource.Open("bamboohr", api, path: "api/v1");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "108 | 7 | Ada Vaughan | ada@example.com | 202-555-0143 | 3 | Nurse | New | 1 | Active",
            "116 | 8 | Ada Vaughan | ada@example.com |  | 3 | Nurse | Schedule Interview | 5 | Active",
        ], source.Show(first));
        Assert.Equal("2026-11-20T10:00:00+00:00", first.Records[0].StageEnteredAt);

        stage = """{"id":5,"label":"Schedule Interview"}""";
        var asked = api.Requests.Count;
        Assert.Equal(["108 | 7 | Ada Vaughan | ada@example.com | 202-555-0143 | 3 | Nurse | Schedule Interview | 5 | Active"], await source.ShownAsync(known: first.Known));
        Assert.Equal(3, api.Requests.Count - asked);
    }
}
