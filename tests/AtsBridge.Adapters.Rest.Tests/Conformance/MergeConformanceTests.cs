using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>A unified API that expands people, jobs and stages.</summary>
public sealed class MergeConformanceTests() : ProfileConformance("merge", """{ "Authentication": { "Token": "KEY" }, "Headers": { "X-Account-Token": "account" }, "Webhook": { "Secret": "of the webhooks" }, "Since": { "Overlap": "00:00:00" } }""")
{
    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("CandidateId", "candidate.id"), ("FirstName", "candidate.first_name"), ("LastName", "candidate.last_name"), ("Email", "candidate.email_addresses[0].value"),
        ("Phone", "candidate.phone_numbers[0].value"), ("JobId", "job.id"), ("JobTitle", "job.name"), ("Stage", "current_stage.name"), ("StageId", "current_stage.id"), ("Status", "rejected_at"), ("UpdatedAt", "modified_at"));

    private protected override string? NoteWith => null;

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        if (Behind(request, "applications") is { } id)
        {
            return Found(One(feed, "ApplicationId", id) is { } one ? Listed.Of(one) : null);
        }

        var (page, next) = Walk(() => feed.ChangedFrom(request["modified_after"]), request["cursor"]);
        return SampleFeed.Json(new JsonObject { ["next"] = next, ["previous"] = null, ["results"] = List(page.Select(a => Listed.Of(a))) });
    }
}
