using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>A unified API with people and jobs at addresses of their own.</summary>
public sealed class ApideckConformanceTests() : ProfileConformance(
    "apideck", """{ "Authentication": { "Token": "KEY" }, "Headers": { "x-apideck-app-id": "a", "x-apideck-consumer-id": "c", "x-apideck-service-id": "s" }, "Webhook": { "Secret": "of the webhooks" } }""")
{
    private static readonly Layout Person = new(
        ("CandidateId", "id"), ("FirstName", "first_name"), ("LastName", "last_name"), ("FullName", "name"), ("Email", "emails[0].email"), ("Phone", "phone_numbers[0].number"));

    private static readonly Layout Job = new(("JobId", "id"), ("JobTitle", "title"));

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("CandidateId", "applicant_id"), ("JobId", "job_id"), ("Stage", "stage.name"), ("StageId", "stage.id"), ("Status", "status"), ("UpdatedAt", "updated_at"));

    private protected override Layout Asked { get; } = new(("FirstName", ""), ("LastName", ""), ("FullName", ""), ("Email", ""), ("Phone", ""), ("JobTitle", ""));

    private protected override string? NoteWith => null;

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        if (Behind(request, "applicants") is { } person)
        {
            return Data(One(feed, "CandidateId", person), Person);
        }

        if (Behind(request, "jobs") is { } job)
        {
            return Data(One(feed, "JobId", job), Job);
        }

        if (Behind(request, "applications") is { } id)
        {
            return Data(One(feed, "ApplicationId", id), Listed);
        }

        var (page, next) = Walk(() => feed.All, request["cursor"]);
        return SampleFeed.Json(new JsonObject { ["status_code"] = 200, ["data"] = List(page.Select(a => Listed.Of(a))), ["meta"] = new JsonObject { ["cursors"] = new JsonObject { ["next"] = next } } });
    }

    private static HttpResponseMessage Data(SampleApplication? one, Layout layout) => Found(one is null ? null : new JsonObject { ["data"] = layout.Of(one) });
}
