using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>Candidates who are applications; the address of the next page stands in the body.</summary>
public sealed class WorkableConformanceTests() : ProfileConformance("workable")
{
    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("FirstName", "firstname"), ("LastName", "lastname"), ("FullName", "name"), ("Email", "email"), ("Phone", "phone"),
        ("JobId", "job.shortcode"), ("JobTitle", "job.title"), ("Stage", "stage"), ("Status", "disqualified"), ("UpdatedAt", "updated_at"));

    private protected override string NoteWith => """{ "Member": "member-1" }""";

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        if (Behind(request, "candidates") is { } id)
        {
            return Found(One(feed, "ApplicationId", id) is { } one ? new JsonObject { ["candidate"] = Listed.Of(one) } : null);
        }

        var (page, next) = Walk(() => feed.All, request["since_id"]);
        return SampleFeed.Json(new JsonObject
        {
            ["candidates"] = List(page.Select(a => Listed.Of(a))),
            ["paging"] = next is null ? new JsonObject() : new JsonObject { ["next"] = $"{HttpWorld.Address}candidates?limit=100&since_id={Uri.EscapeDataString(next)}" },
        });
    }
}
