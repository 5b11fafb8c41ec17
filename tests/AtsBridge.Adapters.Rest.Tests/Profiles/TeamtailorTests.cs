using System.Text;
using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class TeamtailorTests
{
    private const string Included = """
        "included":[{"id":"1","type":"candidates","attributes":{"first-name":"Görel ","last-name":"Ek","email":"g@example.com","phone":"+61 (244) 851-3839 x625","unsubscribed":false}},{"id":"2","type":"candidates","attributes":{"first-name":null,"last-name":null,"email":null,"phone":null}},
        {"id":"1","type":"stages","attributes":{"name":"Inbox"}},{"id":"2","type":"stages","attributes":{"name":"Phone interview"}},{"id":"1","type":"jobs","attributes":{"title":"Nurse"}}]
        """;

    [Fact]
    public async Task StagePersonAndJobComeAlongWithThePage()
    {
        var stage = "1";
        FakeApi? self = null;
        await using var api = self = await FakeApi.StartAsync(a => a.Headers["Authorization"] != "Token token=key" || a.Headers["X-Api-Version"] != "20240404" ? Reply.Of(401)
            : Reply.Json(a["page[number]"] is null
                ? $$"""{"data":[{{Application("10", stage)}}],{{Included}},"links":{"next":"{{self!.Address}}v1/job-applications?page%5Bnumber%5D=2&page%5Bsize%5D=30"} }"""
                : $$"""{"data":[{{Application("11", "2", candidate: "2", rejected: "\"2026-01-02T10:00:00.000+01:00\"")}}],{{Included}},"links":{} }"""));
        using var source = VendorSource.Open("teamtailor", api, path: "v1");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "10 | 1 | Görel Ek | g@example.com | +61 (244) 851-3839 x625 | 1 | Nurse | Inbox | 1 | Active",
            "11 | 2 |  |  |  | 1 | Nurse | Phone interview | 2 | Rejected",
        ], source.Show(first));
        Assert.Equal("/v1/job-applications?include=candidate%2Cjob%2Cstage&page%5Bsize%5D=30", api.Targets.First());

        stage = "2";
        Assert.Equal(["10 | 1 | Görel Ek | g@example.com | +61 (244) 851-3839 x625 | 1 | Nurse | Phone interview | 2 | Active"], await source.ShownAsync(known: first.Known));
    }

    [Fact]
    public void OnlyTheIdIsSignedSoOnlyTheIdIsBelieved()
    {
        using var source = VendorSource.Open("teamtailor", api: null);
        var signature = Convert.ToBase64String(Encoding.ASCII.GetBytes(Signing.Hex("4711")));
        string Body(string id) => $$"""{"event":"job_application.update","resource_id":{{id}},"stage":"Hired"}""";
        Assert.Equal(["4711"], source.Receive(Body("4711"), ("Teamtailor-Signature", signature)).ToRead());
        Assert.Equal(["4711"], source.Receive(Body("\"4711\""), ("Teamtailor-Signature", signature)).ToRead());
        Assert.IsType<WebhookResult.Ignored>(source.Receive(Body("4711").Replace("job_application", "user"), ("Teamtailor-Signature", signature)));
        Signing.EveryOther("4711", id => source.Receive(Body("\"" + id + "\""), ("Teamtailor-Signature", signature)));
        Signing.EveryOther(signature, s => source.Receive(Body("4711"), ("Teamtailor-Signature", s)));
        Assert.IsType<WebhookResult.Refused>(source.Receive("""{"event":"job_application.update"}""", ("Teamtailor-Signature", signature)));
    }

    [Fact]
    public async Task AnApplicationIsReadByItsId()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/job-applications/10" ? Reply.Json($$"""{"data":{{Application("10", "2")}},{{Included}} }""") : Reply.Of(404));
        using var source = VendorSource.Open("teamtailor", api);
        Assert.Equal("Phone interview", Assert.Single((await source.Source.ReadApplicationAsync("10", TestContext.Current.CancellationToken)).Records).Stage);
        Assert.Empty((await source.Source.ReadApplicationAsync("11", TestContext.Current.CancellationToken)).Records);
    }

    private static string Application(string id, string stage, string candidate = "1", string rejected = "null") => $$"""
        {"id":"{{id}}","type":"job-applications","attributes":{"updated-at":"2026-07-02T10:00:00.000+02:00","changed-stage-at":"2026-02-02T10:00:00.000+01:00","rejected-at":{{rejected}},"sourced":false},
         "relationships":{"candidate":{"data":{"id":"{{candidate}}","type":"candidates"} },"job":{"data":{"id":"1","type":"jobs"} },"stage":{"data":{"id":"{{stage}}","type":"stages"} } } }
        """;
}
