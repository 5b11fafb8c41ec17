using System.Security.Cryptography;
using System.Text;
using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

/// <summary>Merge and Apideck tell of an application by its id, which is read. The signatures are openssl's: dgst -sha256 -hmac.</summary>
public sealed class UnifiedWebhookTests
{
    private const string Merge = """{"hook":{"id":"h-0","event":"Application.changed","target":"https://example.com/sources/acme/webhooks"},"linked_account":{"id":"la-1","integration":"Greenhouse","category":"ats"},"data":{"id":"m-2","candidate":"c","current_stage":"s"}}""";

    private const string MergeSignature = "d3WVK75QK6ZFFJZ-mz5ou_Bz1O5GWybxjeYFYXhVvDc";

    private const string Apideck = """{"payload":{"event_type":"ats.application.updated","unified_api":"ats","service_id":"teamtailor","consumer_id":"me","event_id":"e-1","entity_id":"a","entity_type":"application","entity_url":"https://unify.apideck.com/ats/applications/a","execution_attempt":1,"occurred_at":"2026-11-22T08:00:00.000Z"}}""";

    private const string ApideckSignature = "d1cef869cd7ede1187e3f46140649dfa3da58469d0b8a1a39f480a6831de8b35";

    [Theory]
    [InlineData(MergeSignature)]
    [InlineData(MergeSignature + "=")]
    public void MergeSignsInBase64OfAddresses(string signature)
    {
        using var source = OpenMerge(api: null);
        for (var delivery = 0; delivery < 2; delivery++)
        {
            Assert.Equal(["m-2"], source.Receive(Merge, ("X-Merge-Webhook-Signature", signature)).ToRead());
        }

        Signing.EveryOther(MergeSignature, s => source.Receive(Merge, ("X-Merge-Webhook-Signature", s)));
        foreach (var other in new[] { MergeSignature.Replace('-', '+'), MergeSignature.Replace('_', '/'), MergeSignature + "==", "=" + MergeSignature, MergeSignature + " =", "====", "=" })
        {
            Assert.IsType<WebhookResult.Refused>(source.Receive(Merge, ("X-Merge-Webhook-Signature", other)));
        }

        Assert.IsType<WebhookResult.Refused>(source.Receive(Merge.Replace("m-2", "m-3"), ("X-Merge-Webhook-Signature", signature)));
    }

    [Theory]
    [InlineData("Application.added", true)]
    [InlineData("application.updated", true)]
    [InlineData("Application.removed", true)]
    [InlineData("Application.synced", false)]
    [InlineData("Candidate.changed", false)]
    [InlineData("LinkedAccount.synced", false)]
    public void OfMergeOnlyEventsOfApplicationsAreRead(string name, bool isRead)
    {
        using var source = OpenMerge(api: null);
        var body = Merge.Replace("Application.changed", name);
        var result = source.Receive(body, ("X-Merge-Webhook-Signature", Convert.ToBase64String(Hmac(body)).Replace('+', '-').Replace('/', '_')));
        Assert.Equal(isRead, result is WebhookResult.Applications);
        Assert.True(isRead || result is WebhookResult.Ignored { What: var what } && what == name);
    }

    [Fact]
    public async Task WhatAMergeEventSaysIsAskedAndOneOfAnotherAccountIsNotFound()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/applications/m-2" && a.Headers["X-Account-Token"] == "acc" && a["expand"] == "candidate,job,current_stage"
            ? Reply.Json("""{"id":"m-2","candidate":{"id":"c","first_name":"Ada","last_name":"Vaughan","email_addresses":[],"phone_numbers":[]},"job":{"id":"j","name":"Nurse"},"current_stage":{"id":"s","name":"Phone"},"rejected_at":null,"modified_at":"2026-11-20T10:00:00Z"}""")
            : Reply.Of(404));
        using var source = OpenMerge(api);
        Assert.Equal("m-2 | c | Ada Vaughan |  |  | j | Nurse | Phone | s | Active", source.Show(Assert.Single((await source.Source.ReadApplicationAsync("m-2", TestContext.Current.CancellationToken)).Records)));
        Assert.Empty((await source.Source.ReadApplicationAsync("of-somebody-else", TestContext.Current.CancellationToken)).Records);
    }

    [Fact]
    public void AnEventOfAnotherAccountCanBePassedOver()
    {
        using var source = OpenMerge(api: null, """, "Webhook": { "Where": { "linked_account.id": "la-1" } }""");
        Assert.Equal(["m-2"], source.Receive(Merge, ("X-Merge-Webhook-Signature", MergeSignature)).ToRead());
        foreach (var body in new[] { Merge.Replace("la-1", "la-2"), Merge.Replace("\"la-1\"", "null"), Merge.Replace("linked_account", "account"), Merge.Replace("la-1", "LA-1") })
        {
            var ignored = Assert.IsType<WebhookResult.Ignored>(source.Receive(body, ("X-Merge-Webhook-Signature", Convert.ToBase64String(Hmac(body)).Replace('+', '-').Replace('/', '_'))));
            Assert.Equal("an event of another account", ignored.What);
        }
    }

    [Fact]
    public void ApideckSignsTheBodyWithItsKeysInOrder()
    {
        using var source = OpenApideck(api: null);
        for (var delivery = 0; delivery < 2; delivery++)
        {
            Assert.Equal(["a"], source.Receive(Apideck, ("x-apideck-signature", ApideckSignature)).ToRead());
        }

        // The same with blanks is the same.
        Assert.Equal(["a"], source.Receive(Apideck.Replace(",", ",\n "), ("x-apideck-signature", ApideckSignature)).ToRead());
        Signing.EveryOther(ApideckSignature, s => source.Receive(Apideck, ("x-apideck-signature", s)));
        foreach (var body in new[] { Apideck.Replace("\"a\"", "\"b\""), Apideck.Replace("1,", "2,"), Apideck.Replace("{\"event_type", "{\"entity_id\":\"b\",\"event_type"), Apideck[..^1], "", "null", "[]", "{}", "{\"\\ud800\":1}" })
        {
            Assert.IsType<WebhookResult.Refused>(source.Receive(body, ("x-apideck-signature", ApideckSignature)));
        }

        // Over the body as it came is not how Apideck signs.
        Assert.IsType<WebhookResult.Refused>(source.Receive(Apideck, ("x-apideck-signature", Signing.Hex(Apideck))));
    }

    [Theory]
    [InlineData("ats.applicant.updated")]
    [InlineData("ats.job.updated")]
    [InlineData("vault.connection.updated")]
    public void WhatApideckTellsOfNoApplicationIsAcknowledged(string name)
    {
        using var source = OpenApideck(api: null);
        var body = $$"""{"payload":{"entity_id":"p","event_type":"{{name}}"} }""";
        Assert.Equal(name, Assert.IsType<WebhookResult.Ignored>(source.Receive(body, ("x-apideck-signature", Signing.Hex(body.Replace(" ", ""))))).What);
    }

    [Fact]
    public async Task AnApplicationOfApideckIsReadWithPersonAndJob()
    {
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            "/applications/a" => Reply.Json("""{"data":{"id":"a","applicant_id":"p","job_id":"j","status":"open","stage":{"id":"s","name":"Phone"},"updated_at":"2026-11-22T08:00:00.000Z"}}"""),
            "/applicants/p" => Reply.Json("""{"data":{"id":"p","name":"Ada Vaughan","emails":[{"email":"ada@example.com"}]}}"""),
            "/jobs/j" => Reply.Json("""{"data":{"id":"j","title":"Nurse"}}"""),
            _ => Reply.Of(404),
        });
        using var source = OpenApideck(api);
        Assert.Equal("a | p | Ada Vaughan | ada@example.com |  | j | Nurse | Phone | s | Active", source.Show(Assert.Single((await source.Source.ReadApplicationAsync("a", TestContext.Current.CancellationToken)).Records)));
        Assert.Empty((await source.Source.ReadApplicationAsync("gone", TestContext.Current.CancellationToken)).Records);
    }

    private static VendorSource OpenMerge(FakeApi? api, string more = "") => VendorSource.Open("merge", api, """{ "Headers": { "X-Account-Token": "acc" }""" + more + " }");

    private static VendorSource OpenApideck(FakeApi? api) =>
        VendorSource.Open("apideck", api, """{ "Headers": { "x-apideck-app-id": "app", "x-apideck-consumer-id": "me", "x-apideck-service-id": "teamtailor" } }""");

    private static byte[] Hmac(string body) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(VendorSource.Secret), Encoding.UTF8.GetBytes(body));
}
