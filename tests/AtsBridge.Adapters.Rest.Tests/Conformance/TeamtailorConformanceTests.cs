using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>JSON:API: people, jobs and stages come along under <c>included</c>.</summary>
public sealed class TeamtailorConformanceTests() : ProfileConformance("teamtailor")
{
    private static readonly Layout Application = new(
        ("ApplicationId", "id"), ("CandidateId", "relationships.candidate.data.id"), ("JobId", "relationships.job.data.id"), ("StageId", "relationships.stage.data.id"),
        ("StageEnteredAt", "attributes.changed-stage-at"), ("Status", "attributes.rejected-at"), ("UpdatedAt", "attributes.updated-at"));

    private static readonly Layout Person = new(
        ("CandidateId", "id"), ("FirstName", "attributes.first-name"), ("LastName", "attributes.last-name"), ("Email", "attributes.email"), ("Phone", "attributes.phone"));

    private static readonly Layout Job = new(("JobId", "id"), ("JobTitle", "attributes.title"));

    private static readonly Layout Stage = new(("StageId", "id"), ("Stage", "attributes.name"));

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", ""), ("CandidateId", ""), ("FirstName", ""), ("LastName", ""), ("Email", ""), ("Phone", ""), ("JobId", ""), ("JobTitle", ""), ("Stage", ""), ("StageId", ""),
        ("StageEnteredAt", ""), ("Status", ""), ("UpdatedAt", ""));

    private protected override string NoteWith => """{ "User": "7" }""";

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        var included = List([.. Typed(Each(feed, "CandidateId"), "candidates", Person), .. Typed(Each(feed, "JobId"), "jobs", Job), .. Typed(Each(feed, "StageId"), "stages", Stage)]);
        if (Behind(request, "job-applications") is { } id)
        {
            return Found(One(feed, "ApplicationId", id) is { } one ? new JsonObject { ["data"] = Application.Of(one), ["included"] = included } : null);
        }

        var (page, next) = Walk(() => feed.All, request["page[after]"]);
        return SampleFeed.Json(new JsonObject
        {
            ["data"] = List(Typed(page, "job-applications", Application)), ["included"] = included,
            ["links"] = next is null ? new JsonObject() : new JsonObject { ["next"] = $"{HttpWorld.Address}job-applications?include=candidate%2Cjob%2Cstage&page%5Bafter%5D={Uri.EscapeDataString(next)}" },
        });
    }

    private static IEnumerable<JsonNode?> Typed(IEnumerable<SampleApplication> samples, string type, Layout layout) => samples.Select(a =>
    {
        var one = layout.Of(a);
        one["type"] = type;
        return one;
    });
}
