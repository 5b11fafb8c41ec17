using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>Opportunities, whose stage, posting and reason of archiving are ids of lists.</summary>
public sealed class LeverConformanceTests() : ProfileConformance("lever")
{
    private static readonly Layout Opportunity = new(
        ("ApplicationId", "id"), ("CandidateId", "contact"), ("FullName", "name"), ("Email", "emails[0]"), ("Phone", "phones[0].value"), ("JobId", "applications[0].posting"),
        ("StageId", "stage"), ("Status", "archived.reason"), ("UpdatedAt", "updatedAt"));

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", ""), ("CandidateId", ""), ("FullName", ""), ("Email", ""), ("Phone", ""), ("JobId", ""), ("JobTitle", ""), ("Stage", ""), ("StageId", ""), ("Status", ""), ("UpdatedAt", ""));

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        if (Behind(request, "opportunities") is { } id)
        {
            return Found(One(feed, "ApplicationId", id) is { } one ? new JsonObject { ["data"] = Of(one) } : null);
        }

        return request.Path.Split('/')[^1] switch
        {
            "opportunities" => Paged(request, () => feed.All, Of),
            "stages" => Paged(request, () => [.. Each(feed, "StageId")], a => new() { ["id"] = a["StageId"], ["text"] = a["Stage"] }),
            "postings" => Paged(request, () => [.. Each(feed, "JobId")], a => new() { ["id"] = a["JobId"], ["text"] = a["JobTitle"] }),
            "archive_reasons" => Paged(request, () => [.. feed.All.Where(a => a["Status"] is not null).DistinctBy(a => a["Status"], StringComparer.Ordinal)], a => new() { ["id"] = "r-" + a["Status"], ["text"] = a["Status"] }),
            _ => NotFound,
        };
    }

    private HttpResponseMessage Paged(ApiRequest request, Func<IReadOnlyList<SampleApplication>> all, Func<SampleApplication, JsonObject> item)
    {
        var (page, next) = Walk(all, request["offset"]);
        var answer = new JsonObject { ["data"] = List(page.Select(item)), ["hasNext"] = next is not null };
        if (next is not null)
        {
            // It stands in the answer percent-encoded.
            answer["next"] = Uri.EscapeDataString(next);
        }

        return SampleFeed.Json(answer);
    }

    private static JsonObject Of(SampleApplication sample) => Opportunity.Of(sample, (field, text) => field == "Status" ? "r-" + text : Milliseconds(field, text));
}
