using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>People with a first and further assignments, each of which is asked for.</summary>
public sealed class SmartRecruitersConformanceTests() : ProfileConformance("smartrecruiters")
{
    private static readonly Layout Person = new(("CandidateId", "id"), ("FirstName", "firstName"), ("LastName", "lastName"), ("Email", "email"), ("UpdatedAt", "updatedOn"));

    private static readonly Layout Assignment = new(("JobId", "job.id"), ("JobTitle", "job.title"), ("Status", "status"), ("Stage", "subStatus"));

    private protected override Layout Listed { get; } = new(("CandidateId", ""), ("FirstName", ""), ("LastName", ""), ("Email", ""), ("JobId", ""), ("JobTitle", ""), ("UpdatedAt", ""));

    private protected override Layout Asked { get; } = new(("Stage", ""), ("Status", ""));

    protected override string IdOf(SampleApplication application) => application["CandidateId"]!;

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        var people = feed.All.GroupBy(a => a["CandidateId"], StringComparer.Ordinal).ToList();
        if (Behind(request, "candidates") is { } behind)
        {
            return behind.Split("/jobs/") is [var candidate, var job]
                ? Found(feed.All.FirstOrDefault(a => a["CandidateId"] == candidate && a["JobId"] == job) is { } one ? Assignment.Of(one) : null)
                : Found(people.Find(p => p.Key == behind) is { } person ? Of(person) : null);
        }

        var (page, next) = Walk(() => people, request["pageId"]);
        return SampleFeed.Json(new JsonObject { ["content"] = List(page.Select(Of)), ["nextPageId"] = next, ["totalFound"] = people.Count });
    }

    private static JsonObject Of(IEnumerable<SampleApplication> applications)
    {
        var person = Person.Of(applications.First());
        person["primaryAssignment"] = Assignment.Of(applications.First());
        // Of these the list has no status.
        person["secondaryAssignments"] = List(applications.Skip(1).Select(a => Assignment.Of(a.Without("Status").Without("Stage"))));
        return person;
    }
}
