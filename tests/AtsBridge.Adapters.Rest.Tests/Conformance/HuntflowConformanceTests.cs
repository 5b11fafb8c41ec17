using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>People with links to vacancies, all ids; the dictionaries name them.</summary>
public sealed class HuntflowConformanceTests() : ProfileConformance("huntflow")
{
    private static readonly Layout Person = new(("CandidateId", "id"), ("FirstName", "first_name"), ("LastName", "last_name"), ("Email", "email"), ("Phone", "phone"));

    private static readonly Layout Link = new(("JobId", "vacancy"), ("StageId", "status"), ("UpdatedAt", "changed"));

    private protected override Layout Listed { get; } = new(
        ("CandidateId", ""), ("FirstName", ""), ("LastName", ""), ("Email", ""), ("Phone", ""), ("JobId", ""), ("JobTitle", ""), ("Stage", ""), ("StageId", ""), ("Status", ""), ("UpdatedAt", ""));

    protected override string IdOf(SampleApplication application) => application["CandidateId"]!;

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        var people = feed.All.GroupBy(a => a["CandidateId"], StringComparer.Ordinal).ToList();
        if (Behind(request, "applicants") is { } id)
        {
            return Found(people.Find(p => p.Key == id) is { } one ? Of(one) : null);
        }

        var number = request.Number("page", 1);
        return request.Path.Split('/')[^1] switch
        {
            "applicants" => Items(Page(people, number).Select(Of), people.Count),
            "statuses" => Items(Each(feed, "StageId").Select(a => new JsonObject { ["id"] = a["StageId"], ["name"] = a["Stage"], ["type"] = a["Status"] }), 0),
            "vacancies" => Items(Page([.. Each(feed, "JobId")], number).Select(a => new JsonObject { ["id"] = a["JobId"], ["position"] = a["JobTitle"] }), Each(feed, "JobId").Count()),
            _ => NotFound,
        };
    }

    private static HttpResponseMessage Items(IEnumerable<JsonObject> items, int total) => SampleFeed.Json(new JsonObject { ["items"] = List(items), ["total_items"] = total });

    private static JsonObject Of(IEnumerable<SampleApplication> applications)
    {
        var person = Person.Of(applications.First());
        person["links"] = List(applications.Select(a => Link.Of(a)));
        return person;
    }
}
