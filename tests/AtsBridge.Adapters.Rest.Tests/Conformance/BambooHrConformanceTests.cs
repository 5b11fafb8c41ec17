using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>Pages by number with a flag on the last one; phone and time are asked for.</summary>
public sealed class BambooHrConformanceTests() : ProfileConformance("bamboohr", Key)
{
    private static readonly Layout Detail = new(
        ("ApplicationId", "id"), ("CandidateId", "applicant.id"), ("FirstName", "applicant.firstName"), ("LastName", "applicant.lastName"), ("Email", "applicant.email"), ("Phone", "applicant.phoneNumber"),
        ("JobId", "job.id"), ("JobTitle", "job.title.label"), ("Stage", "status.label"), ("StageId", "status.id"), ("StageEnteredAt", "status.dateChanged"));

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("CandidateId", "applicant.id"), ("FirstName", "applicant.firstName"), ("LastName", "applicant.lastName"), ("Email", "applicant.email"),
        ("JobId", "job.id"), ("JobTitle", "job.title.label"), ("Stage", "status.label"), ("StageId", "status.id"));

    private protected override Layout Asked { get; } = new(("Phone", ""), ("StageEnteredAt", ""));

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        if (Behind(request, "applications") is { } id)
        {
            return Found(One(feed, "ApplicationId", id) is { } one ? Detail.Of(one) : null);
        }

        var number = request.Number("page", 1);
        return SampleFeed.Json(new JsonObject { ["applications"] = List(Page(feed.All, number).Select(a => Listed.Of(a))), ["paginationComplete"] = Page(feed.All, number + 1).Count == 0 });
    }
}
