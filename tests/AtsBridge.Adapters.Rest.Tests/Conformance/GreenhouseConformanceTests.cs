using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>Harvest v3: a token first, then lists whose next page stands in a header, and people and jobs by their ids.</summary>
public sealed class GreenhouseConformanceTests() : ProfileConformance("greenhouse", """{ "Authentication": { "ClientId": "id", "ClientSecret": "KEY", "FetchFrom": "API/token" }, "Webhook": { "Secret": "of the webhooks" }, "Since": { "Overlap": "00:00:00" } }""")
{
    private static readonly Layout Person = new(("CandidateId", "id"), ("FirstName", "first_name"), ("LastName", "last_name"), ("Email", "email_addresses[0].value"), ("Phone", "phone_numbers[0].value"));

    private static readonly Layout Job = new(("JobId", "id"), ("JobTitle", "name"));

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("CandidateId", "candidate_id"), ("JobId", "job_id"), ("Stage", "stage_name"), ("StageId", "stage_id"), ("Status", "status"), ("UpdatedAt", "last_activity_at"));

    private protected override Layout Asked { get; } = new(("FirstName", ""), ("LastName", ""), ("Email", ""), ("Phone", ""), ("JobTitle", ""));

    protected override bool Allows(ApiRequest request, string key) =>
        request.Path.EndsWith("/token", StringComparison.Ordinal) ? base.Allows(request, key) : request.Message.Headers.Authorization is { Scheme: "Bearer", Parameter: "token" };

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        var ids = request["ids"]?.Split(',');
        switch (request.Path.Split('/')[^1])
        {
            case "token":
                return SampleFeed.Text("""{"access_token":"token","expires_in":3600}""");
            case "candidates":
                return SampleFeed.Json(List(Each(feed, "CandidateId").Where(a => ids!.Contains(a["CandidateId"])).Select(a => Person.Of(a))));
            case "jobs":
                return SampleFeed.Json(List(Each(feed, "JobId").Where(a => ids!.Contains(a["JobId"])).Select(a => Job.Of(a))));
            case "applications" when ids is not null:
                return SampleFeed.Json(List(feed.All.Where(a => ids.Contains(a["ApplicationId"])).Select(a => Listed.Of(a))));
            case "applications":
                var (page, next) = Walk(() => feed.ChangedFrom(request["last_activity_at"]?[("gte|".Length)..]), request["cursor"]);
                var answer = SampleFeed.Json(List(page.Select(a => (JsonNode)Listed.Of(a))));
                if (next is not null)
                {
                    answer.Headers.Add("Link", $"<{HttpWorld.Address}applications?cursor={Uri.EscapeDataString(next)}>; rel=\"next\"");
                }

                return answer;
            default:
                return NotFound;
        }
    }
}
