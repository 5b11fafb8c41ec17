using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>Everything by POST, the cursor in the body, and a token for what has changed since.</summary>
public sealed class AshbyConformanceTests() : ProfileConformance("ashby")
{
    /// <summary>The token of each walk, by its cursors: it stands for the moment at which the walk began.</summary>
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    protected override IReadOnlyList<string> Errors => ["""{"success":false,"errors":["invalid_input"]}""", """{"success":false,"errors":["missing_endpoint_permission"],"results":[]}"""];

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("CandidateId", "candidate.id"), ("FullName", "candidate.name"), ("Email", "candidate.primaryEmailAddress.value"), ("Phone", "candidate.primaryPhoneNumber.value"),
        ("JobId", "job.id"), ("JobTitle", "job.title"), ("Stage", "currentInterviewStage.title"), ("StageId", "currentInterviewStage.id"), ("Status", "status"), ("UpdatedAt", "updatedAt"));

    private protected override bool IsNote(ApiRequest request) => request.Path.EndsWith("/candidate.createNote", StringComparison.Ordinal);

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        var body = JsonNode.Parse(request.Body)!;
        if (request.Path.EndsWith("/application.info", StringComparison.Ordinal))
        {
            return SampleFeed.Json(One(feed, "ApplicationId", (string?)body["applicationId"]) is { } one
                ? new JsonObject { ["success"] = true, ["results"] = Listed.Of(one) }
                : new JsonObject { ["success"] = false, ["errors"] = new JsonArray("application_not_found") });
        }

        // A token of another is one that the vendor doesn't know.
        if ((string?)body["syncToken"] is { } known && !known.StartsWith("since ", StringComparison.Ordinal))
        {
            return SampleFeed.Json(new JsonObject { ["success"] = false, ["errors"] = new JsonArray("sync_token_expired") });
        }

        var cursor = (string?)body["cursor"];
        var token = cursor is null ? "since " + feed.All.Select(a => a.Updated).DefaultIfEmpty().Max().ToString("O") : _tokens[cursor];
        var (page, next) = Walk(() => feed.ChangedFrom(((string?)body["syncToken"])?["since ".Length..]), cursor);
        var answer = new JsonObject { ["success"] = true, ["results"] = List(page.Select(a => Listed.Of(a))), ["moreDataAvailable"] = next is not null };
        if (next is null)
        {
            answer["syncToken"] = token;
            return SampleFeed.Json(answer);
        }

        answer["nextCursor"] = next;
        _tokens[next] = token;
        return SampleFeed.Json(answer);
    }
}
