using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Gather.Sandbox.Api;
using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Webhooks;

/// <summary>Something to report about a candidate interview, as it was at that moment.</summary>
internal sealed record WebhookEvent(string Name, DateTimeOffset At, CandidateInterview Invite)
{
    /// <summary>The body, made once: all attempts and duplicates carry the same bytes.</summary>
    public byte[] ToBody() => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
    {
        ["event"] = Name,
        ["timestamp"] = Json.Moment(At),
        ["data"] = new JsonObject
        {
            ["candidateInterviewId"] = Invite.Id,
            ["candidateId"] = Invite.CandidateId,
            ["interviewId"] = Invite.InterviewId,
            ["status"] = Invite.Status,
            ["takenAt"] = Json.Moment(Invite.TakenAt),
        },
    });
}
