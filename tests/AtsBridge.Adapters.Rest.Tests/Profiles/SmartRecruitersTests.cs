using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class SmartRecruitersTests
{
    private const string Body = """{"candidate_id":"c-1","job_id":"j-1"}""";

    /// <summary>Made with another tool over <c>1795435200.{body}.e-1.application.status.updated.v201804.</c> with the key <c>the vendor's secret</c>.</summary>
    private const string Vector = "6ddc3ea4005c5cf82df27928b1282fc2dec794973607478771a6e98a33287802";

    private static readonly (string, string)[] Event = [("event-id", "e-1"), ("event-name", "application.status.updated"), ("event-version", "v201804"), ("smartrecruiters-timestamp", "1795435200")];

    private static string Person(string status) => $$"""
        {"id":"c-1","firstName":"Ada","lastName":"Vaughan","email":"ada@example.com","updatedOn":"2026-11-20T10:00:00.000Z",
         "primaryAssignment":{"job":{"id":"j-1","title":"Nurse"},"status":"IN_REVIEW","subStatus":"{{status}}"},"secondaryAssignments":[{"job":{"id":"j-2","title":"Baker"} }]}
        """;

    [Fact]
    public async Task EveryAssignmentIsAnApplicationAndItsStatusIsAskedForWhereSomethingChanged()
    {
        var stage = "Screening";
        await using var api = await FakeApi.StartAsync(a => a.Headers["X-SmartToken"] != "key" ? Reply.Of(401) : Reply.Json((a.Path, a["pageId"]) switch
        {
            ("/candidates", null) => $$"""{"content":[{{Person(stage)}}],"limit":100,"nextPageId":"p+2","totalFound":2}""",
            ("/candidates", "p+2") => """{"content":[{"id":"c-2","firstName":"Bo","lastName":"Ek","primaryAssignment":null,"secondaryAssignments":[]}],"limit":100,"totalFound":2}""",
            ("/candidates/c-1/jobs/j-1", _) => $$"""{"status":"INTERVIEW","subStatus":"{{stage}}"}""",
            ("/candidates/c-1/jobs/j-2", _) => """{"status":"REJECTED","subStatus":"Phone"}""",
            _ => "{}",
        }));
        using var source = VendorSource.Open("smartrecruiters", api);
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "c-1/j-1 | c-1 | Ada Vaughan | ada@example.com |  | j-1 | Nurse | Screening |  | Active",
            "c-1/j-2 | c-1 | Ada Vaughan | ada@example.com |  | j-2 | Baker | Phone |  | Rejected",
        ], source.Show(first));

        stage = "Phone Interview";
        var asked = api.Requests.Count;
        Assert.Equal(["c-1/j-1 | c-1 | Ada Vaughan | ada@example.com |  | j-1 | Nurse | Phone Interview |  | Active"], await source.ShownAsync(known: first.Known));
        Assert.Equal(3, api.Requests.Count - asked);
    }

    [Fact]
    public void TheComposedMessageIsSignedByOneOfSeveral()
    {
        using var source = VendorSource.Open("smartrecruiters", api: null);
        Assert.Equal(["c-1"], source.Receive(Body, [.. Event, ("smartrecruiters-signature", "v1=" + Vector)]).ToRead());
        Assert.Equal(["c-1"], source.Receive(Body, [.. Event, ("smartrecruiters-signature", $"v1={new string('0', 64)}; v1={Vector}")]).ToRead());
        Assert.IsType<WebhookResult.Refused>(source.Receive(Body, [.. Event, ("smartrecruiters-signature", "v2=" + Vector)]));
        Assert.IsType<WebhookResult.Refused>(source.Receive(Body, [.. Event, ("smartrecruiters-signature", $"v1={new string('0', 64)};")]));
        Signing.EveryOther(Vector, s => source.Receive(Body, [.. Event, ("smartrecruiters-signature", "v1=" + s)]));
        Signing.EveryOther(Body, b => source.Receive(b, [.. Event, ("smartrecruiters-signature", "v1=" + Vector)]));
        for (var i = 0; i < Event.Length; i++)
        {
            // Every header is signed, the link that is missing too.
            var at = i;
            Signing.EveryOther(Event[i].Item2, v => source.Receive(Body, [.. Event.Where((_, n) => n != at), (Event[at].Item1, v), ("smartrecruiters-signature", "v1=" + Vector)]));
        }

        Assert.IsType<WebhookResult.Refused>(source.Receive(Body, [.. Event, ("link", "x"), ("smartrecruiters-signature", "v1=" + Vector)]));
    }

    [Fact]
    public void AnOldRequestIsRefusedHoweverWellItIsSigned()
    {
        using var source = VendorSource.Open("smartrecruiters", api: null);
        foreach (var (seconds, taken) in new[] { (-299, true), (299, true), (-301, false), (301, false) })
        {
            var at = QuickTime.Start.AddSeconds(seconds).ToUnixTimeSeconds();
            var signature = "v1=" + Signing.Hex($"{at}.{Body}.e-1.application.status.updated.v201804.");
            Assert.Equal(taken, source.Receive(Body, [.. Event.Take(3), ("smartrecruiters-timestamp", $"{at}"), ("smartrecruiters-signature", signature)]) is WebhookResult.Applications);
        }
    }

    [Fact]
    public void TheHandshakeGetsItsSecretBackAndNoLineBreaks()
    {
        using var source = VendorSource.Open("smartrecruiters", api: null);
        Assert.Equal("abc-123", Assert.IsType<WebhookResult.Handshake>(source.Receive("", ("x-hook-secret", "abc-123"))).Headers["X-Hook-Secret"]);
        Assert.IsType<WebhookResult.Refused>(source.Receive("", ("X-Hook-Secret", "a\r\nSet-Cookie: b")));
        Assert.IsType<WebhookResult.Refused>(source.Receive("", ("X-Hook-Secret", new string('a', 600))));
    }

    [Fact]
    public async Task APersonIsReadWithAllAssignments()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            "/candidates/c-1" => Reply.Json(Person("Phone")),
            "/candidates/c-1/jobs/j-1" or "/candidates/c-1/jobs/j-2" => Reply.Json("""{"status":"NEW","subStatus":"Phone"}"""),
            _ => Reply.Of(404),
        });
        using var source = VendorSource.Open("smartrecruiters", api);
        Assert.Equal(2, (await source.Source.ReadApplicationAsync("c-1", TestContext.Current.CancellationToken)).Records.Count(r => r.Stage == "Phone"));
        Assert.Empty((await source.Source.ReadApplicationAsync("c-9", TestContext.Current.CancellationToken)).Records);
    }
}
