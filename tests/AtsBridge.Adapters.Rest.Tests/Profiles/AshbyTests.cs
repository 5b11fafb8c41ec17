using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class AshbyTests
{
    private const string Application = """{"id":"a-1","updatedAt":"2026-11-22T08:00:00.000Z","status":"Active","candidate":{"id":"c-1","name":"Ada Vaughan","primaryEmailAddress":{"value":"ada@example.com"}},"currentInterviewStage":{"id":"s-2","title":"2nd Screen","type":"Active"},"job":{"id":"j","title":"Nurse"}}""";

    [Fact]
    public async Task TheListIsReadByPostAndGoesOnByTokens()
    {
        await using var api = await FakeApi.StartAsync(a =>
            a is not { Method: "POST", Path: "/application.list" } || a.Headers["Authorization"] != "Basic a2V5Og==" ? """{"success":false,"errors":["invalid_input"]}"""
            : a.Body.Contains("\"syncToken\":\"t1\"", StringComparison.Ordinal) ? $$"""{"success":true,"results":[{{Application}}],"moreDataAvailable":false,"syncToken":"t2"}"""
            : a.Body.Contains("\"cursor\":\"c\"", StringComparison.Ordinal)
                ? """{"success":true,"results":[{"id":"a-2","updatedAt":"2026-11-20T08:00:00.000Z","status":"Archived","candidate":{"id":"c-2","name":"Bo Ek","primaryPhoneNumber":{"value":"555 0143"}},"currentInterviewStage":{"id":"s-9","title":"Archived","type":"Archived"},"job":{"id":"j","title":"Nurse"}}],"moreDataAvailable":false,"syncToken":"t1"}"""
                : $$"""{"success":true,"results":[{{Application.Replace("2nd", "1st")}}],"moreDataAvailable":true,"nextCursor":"c"}""");
        using var source = VendorSource.Open("ashby", api);
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "a-1 | c-1 | Ada Vaughan | ada@example.com |  | j | Nurse | 1st Screen | s-2 | Active",
            "a-2 | c-2 | Bo Ek |  | 555 0143 | j | Nurse | Archived | s-9 | Rejected",
        ], source.Show(first));
        Assert.Equal("{ \"limit\": 100 }", api.Requests[0].Body);
        Assert.Equal(["a-1 | c-1 | Ada Vaughan | ada@example.com |  | j | Nurse | 2nd Screen | s-2 | Active"], await source.ShownAsync(first.Next));
    }

    [Fact]
    public void AMoveIsToldByItsWebhook()
    {
        using var source = VendorSource.Open("ashby", api: null);
        foreach (var action in new[] { "candidateStageChange", "applicationUpdate" })
        {
            var told = Assert.IsType<WebhookResult.Applications>(Signing.OverBody(source, $$"""{"action":"{{action}}","webhookActionId":"w","data":{"application":{{Application}} } }""", "Ashby-Signature", "sha256="));
            Assert.Equal("a-1 | c-1 | Ada Vaughan | ada@example.com |  | j | Nurse | 2nd Screen | s-2 | Active", source.Show(Assert.Single(told.Records)));
        }

        Assert.Equal(["a-7"], Signing.OverBody(source, """{"action":"candidateHire","data":{"application":{"id":"a-7"}}}""", "Ashby-Signature", "sha256=").ToRead());
        Assert.IsType<WebhookResult.Ignored>(Signing.OverBody(source, """{"action":"interviewScheduleCreate","data":{}}""", "Ashby-Signature", "sha256="));
    }

    [Fact]
    public async Task AnApplicationIsReadByItsId()
    {
        await using var api = await FakeApi.StartAsync(a => a is { Path: "/application.info", Body: "{ \"applicationId\": \"a-1\" }" } ? $$"""{"success":true,"results":{{Application}} }""" : """{"success":false}""");
        using var source = VendorSource.Open("ashby", api);
        Assert.Equal("a-1", Assert.Single((await source.Source.ReadApplicationAsync("a-1", TestContext.Current.CancellationToken)).Records).ApplicationId);
        await Assert.ThrowsAsync<SourceException>(() => source.Source.ReadApplicationAsync("a-2", TestContext.Current.CancellationToken));
    }
}
