using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class HuntflowTests
{
    [Fact]
    public async Task LinksAreApplicationsAndDictionariesNameThem()
    {
        var status = 10;
        await using var api = await FakeApi.StartAsync(a => a.Headers["Authorization"] != "Bearer key" || !a.Headers.ContainsKey("User-Agent") ? Reply.Of(401) : Reply.Json((a.Path, a["page"]) switch
        {
            ("/v2/accounts/1/applicants", "1") => $$"""{"items":[{{Person(status)}}],"page":1,"count":30,"total":1,"total_items":1}""",
            ("/v2/accounts/1/vacancies/statuses", null) => """{"items":[{"id":10,"name":"Отклик","type":"user"},{"id":11,"name":"Интервью","type":"user"},{"id":12,"name":"Отказ","type":"trash"}]}""",
            ("/v2/accounts/1/vacancies", "1") => """{"items":[{"id":3,"position":"Медсестра"}],"total_items":1}""",
            _ => "{}",
        }));
        using var source = VendorSource.Open("huntflow", api, path: "v2/accounts/1");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "7/3 | 7 | Ада Иванова | ada@example.com | +7 495 555-01-43 | 3 | Медсестра | Отклик | 10 | Active",
            "7/4 | 7 | Ада Иванова | ada@example.com | +7 495 555-01-43 | 4 |  | Отказ | 12 | Rejected",
        ], source.Show(first));
        Assert.Equal("2018-11-28 15:46:13+03:00", first.Records[0].UpdatedAt);

        status = 11;
        Assert.Equal(["7/3 | 7 | Ада Иванова | ada@example.com | +7 495 555-01-43 | 3 | Медсестра | Интервью | 11 | Active"], await source.ShownAsync(known: first.Known));
    }

    [Fact]
    public void AnEventNamesThePersonAndAPingIsAcknowledged()
    {
        using var source = VendorSource.Open("huntflow", api: null);
        Assert.Equal(["7"], Signing.OverBody(source, """{"changes":{},"event":{"applicant":{"id":7},"applicant_log":{"type":"STATUS","status":{"id":11}}},"meta":{"event_type":"APPLICANT","version":"2.0"}}""", "X-Huntflow-Signature", "").ToRead());
        Assert.IsType<WebhookResult.Ignored>(Signing.OverBody(source, """{"event":{},"meta":{"event_type":"PING"}}""", "X-Huntflow-Signature", ""));
    }

    [Fact]
    public async Task APersonIsReadWithAllLinks()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            "/applicants/7" => Reply.Json(Person(11)),
            "/vacancies/statuses" => Reply.Json("""{"items":[{"id":11,"name":"Интервью","type":"user"}]}"""),
            "/vacancies" => Reply.Json("""{"items":[],"total_items":0}"""),
            _ => Reply.Of(404),
        });
        using var source = VendorSource.Open("huntflow", api);
        Assert.Equal(["Интервью", null], (await source.Source.ReadApplicationAsync("7", TestContext.Current.CancellationToken)).Records.Select(r => r.Stage));
    }

    private static string Person(int status) => $$"""
        {"id":7,"first_name":"Ада","last_name":"Иванова","middle_name":null,"email":"ada@example.com","phone":"+7 495 555-01-43","agreement":{"state":"accepted"},
         "links":[{"vacancy":3,"status":{{status}},"updated":"2018-11-28T15:46:13+03:00","changed":"2018-11-28 15:46:13+03:00"},{"vacancy":4,"status":12,"changed":"2018-11-28 15:46:13+03:00"}]}
        """;
}
