using System.Text;
using System.Text.Json.Nodes;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>Flat applications, pages by a header, the phone in the detail.</summary>
public sealed class TalentNestConformanceTests() : ProfileConformance("talentnest", """{ "Authentication": { "User": "me", "Password": "KEY" }, "Webhook": { "Secret": "of the webhooks" } }""")
{
    private static readonly Layout Detail = new(
        ("ApplicationId", "id"), ("CandidateId", "candidate_id"), ("FirstName", "first_name"), ("LastName", "last_name"), ("Email", "email"), ("Phone", "phone"), ("JobId", "job_id"), ("JobTitle", "job_title"),
        ("Stage", "application_step"), ("Status", "application_status"), ("UpdatedAt", "updated_at"), ("ResumeUrl", "resume_url"));

    private protected override Layout Listed { get; } = new(
        ("ApplicationId", "id"), ("CandidateId", "candidate_id"), ("FirstName", "first_name"), ("LastName", "last_name"), ("Email", "email"), ("JobId", "job_id"), ("JobTitle", "job_title"),
        ("Stage", "application_step"), ("Status", "application_status"), ("UpdatedAt", "updated_at"));

    private protected override Layout Asked { get; } = new(("Phone", ""), ("ResumeUrl", ""));

    protected override bool Allows(ApiRequest request, string key) =>
        request.Message.Headers.Authorization is { Scheme: "Basic", Parameter: { } sent } && sent == Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{key}"));

    private protected override string? NoteWith => null;

    private protected override HttpResponseMessage Read(ApiRequest request, SampleFeed feed)
    {
        if (Behind(request, "applications") is { } id)
        {
            return Found(One(feed, "ApplicationId", id) is { } one ? new JsonObject { ["application"] = Detail.Of(one) } : null);
        }

        var changed = feed.ChangedFrom(request["updated_after"]);
        var number = request.Number("page", 1);
        var answer = SampleFeed.Json(new JsonObject { ["applications"] = List(Page(changed, number).Select(a => Listed.Of(a))) });
        if (Page(changed, number + 1).Count > 0)
        {
            var since = request["updated_after"] is { } after ? $"&updated_after={Uri.EscapeDataString(after)}" : "";
            answer.Headers.Add("Link", FormattableString.Invariant($"<{HttpWorld.Address}applications?page={number + 1}&per_page=100{since}>; rel=\"next\""));
        }

        return answer;
    }
}
