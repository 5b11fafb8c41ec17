using System.Text.Json.Nodes;
using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary><c>/qsi/gather/candidate-interviews</c>: lists and results.</summary>
internal sealed class CandidateInterviewReading(Platform platform, Shapes shapes)
{
    public ApiAnswer List(ApiRequest request)
    {
        var query = new QueryFields(request.Query);
        var matches = query.Text("candidateId") is { } candidateId ? platform.Invites.OfCandidate(candidateId) : platform.Invites.All;
        if (query.Text("interviewId") is { } interviewId)
        {
            matches = matches.Where(invite => string.Equals(invite.InterviewId, interviewId, StringComparison.OrdinalIgnoreCase));
        }

        if (query.Text("status") is { } status)
        {
            if (!InviteStatuses.All.Contains(status, StringComparer.Ordinal))
            {
                throw ApiRefusal.Invalid("status", $"must be one of {string.Join(", ", InviteStatuses.All)}");
            }

            matches = matches.Where(invite => invite.Status == status);
        }
        return query.Page(matches, ["limit"], 50, rows => shapes.List("candidateInterviews", rows), WriteShort);
    }

    public ApiAnswer Results(string id)
    {
        var invite = platform.Invites.Find(id) ?? throw ApiRefusal.NotFound("candidateInterview", id);
        var taken = invite.TakenAt is not null;
        return ApiAnswer.Success(200, shapes.Single("results", new JsonObject
        {
            ["id"] = invite.Id,
            ["candidateInterviewId"] = invite.Id,
            ["status"] = invite.Status,
            ["transcriptions"] = taken ? new JsonArray(new JsonObject { ["questionId"] = invite.InterviewId, ["text"] = "I worked in a team of five." }) : new JsonArray(),
            ["scores"] = taken ? new JsonArray(new JsonObject { ["name"] = "communication", ["score"] = 4 }) : new JsonArray(),
            ["ratings"] = new JsonArray(),
            ["summaryStatus"] = taken ? "complete" : "processing",
            ["summary"] = taken ? "Describes the last job clearly." : null,
            ["scoreCard"] = taken ? new JsonObject { ["overall"] = 4 } : null,
        }));
    }

    public static JsonObject WriteWhole(CandidateInterview invite)
    {
        var whole = WriteShort(invite);
        whole["inviteToken"] = invite.InviteToken;
        whole["updatedAt"] = Json.Moment(invite.UpdatedAt);
        return whole;
    }

    private static JsonObject WriteShort(CandidateInterview invite) => new()
    {
        ["id"] = invite.Id,
        ["candidateId"] = invite.CandidateId,
        ["interviewId"] = invite.InterviewId,
        ["status"] = invite.Status,
        ["expiry"] = Json.Moment(invite.Expiry),
        ["inviteSentAt"] = Json.Moment(invite.InviteSentAt),
        ["externalId"] = invite.ExternalId,
        ["createdAt"] = Json.Moment(invite.CreatedAt),
    };
}
