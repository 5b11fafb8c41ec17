using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>People with their placements, whose stages and offers come along with the page.</summary>
public sealed class RecruiteeConformanceTests() : ProfileConformance("recruitee")
{
    private static readonly Layout Person = new(("CandidateId", "id"), ("FullName", "name"), ("Email", "emails[0]"), ("Phone", "phones[0]"));

    private static readonly Layout Placement = new(("ApplicationId", "id"), ("JobId", "offer_id"), ("StageId", "stage_id"), ("Status", "disqualify_reason"), ("UpdatedAt", "updated_at"));

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", ""), ("CandidateId", ""), ("FullName", ""), ("Email", ""), ("Phone", ""), ("JobId", ""), ("JobTitle", ""), ("Stage", ""), ("StageId", ""), ("Status", ""), ("UpdatedAt", ""));

    protected override string IdOf(SampleApplication application) => application["CandidateId"]!;

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        var people = feed.All.GroupBy(a => a["CandidateId"], StringComparer.Ordinal).ToList();
        var references = List([
            .. Each(feed, "StageId").Select(a => new JsonObject { ["type"] = "Stage", ["id"] = a["StageId"], ["name"] = a["Stage"], ["category"] = "apply" }),
            .. Each(feed, "JobId").Select(a => new JsonObject { ["type"] = "Offer", ["id"] = a["JobId"], ["title"] = a["JobTitle"] }),
        ]);
        if (Behind(request, "candidates") is { } id)
        {
            return Found(people.Find(p => p.Key == id) is { } one ? new JsonObject { ["candidate"] = Of(one), ["references"] = references } : null);
        }

        return SampleFeed.Json(new JsonObject { ["candidates"] = List(From(people, request.Number("offset", 0)).Select(Of)), ["references"] = references });
    }

    private static JsonObject Of(IEnumerable<SampleApplication> applications)
    {
        var person = Person.Of(applications.First());
        person["placements"] = List(applications.Select(a => Placement.Of(a)));
        return person;
    }
}
