using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>Submissions by a query, by how many have come, in milliseconds.</summary>
public sealed partial class BullhornConformanceTests() : ProfileConformance("bullhorn", Key)
{
    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("CandidateId", "candidate.id"), ("FirstName", "candidate.firstName"), ("LastName", "candidate.lastName"), ("FullName", "candidate.name"), ("Email", "candidate.email"),
        ("Phone", "candidate.mobile"), ("JobId", "jobOrder.id"), ("JobTitle", "jobOrder.title"), ("Stage", "status"), ("UpdatedAt", "dateLastModified"), ("SmsOptIn", "candidate.smsOptIn"));

    private protected override string NoteWith => """{ "Action": "Other" }""";

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        var where = request["where"]!;
        var wanted = ById().Match(where) is { Success: true } id ? [.. feed.All.Where(a => a["ApplicationId"] == id.Groups["id"].Value)]
            : feed.ChangedFrom(Since().Match(where) is { Success: true } since ? since.Groups["at"].Value : null);
        var start = request.Number("start", 0);
        return SampleFeed.Json(new JsonObject { ["start"] = start, ["count"] = 5, ["data"] = List(From(wanted, start).Select(a => Listed.Of(a, Milliseconds))) });
    }

    [GeneratedRegex(@"^id=(?<id>\S+) AND", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ById();

    [GeneratedRegex(@"dateLastModified>=(?<at>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Since();
}
