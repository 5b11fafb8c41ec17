using System.Globalization;
using System.Text.Json.Nodes;
using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary><c>/qsi/gather/interviews</c>.</summary>
internal sealed class InterviewEndpoints(Platform platform, Shapes shapes)
{
    public ApiAnswer Get(string id)
    {
        var interview = platform.FindInterview(id) ?? throw ApiRefusal.NotFound("interview", id);
        return ApiAnswer.Success(200, shapes.Single("interview", Write(interview, shapes.StatusesAreNumbers())));
    }

    public ApiAnswer List(ApiRequest request)
    {
        var query = new QueryFields(request.Query);
        IEnumerable<SandboxInterview> matches = platform.Interviews;
        if (query.Flag("archived") is { } archived)
        {
            matches = matches.Where(interview => (interview.Status == SandboxInterviewStatus.Archived) == archived);
        }

        if (query.Text("interviewType") is { } type)
        {
            if (type is not ("standard" or "questionnaire"))
            {
                throw ApiRefusal.Invalid("interviewType", "must be standard or questionnaire");
            }

            matches = matches.Where(interview => interview.InterviewType == type);
        }
        if (query.Text("status") is { } status)
        {
            var wanted = ReadStatus(status);
            matches = matches.Where(interview => interview.Status == wanted);
        }
        var numbers = shapes.StatusesAreNumbers();
        return query.Page(matches, ["limit"], 50, rows => shapes.List("interviews", rows), interview => Write(interview, numbers));
    }

    /// <summary>The word or the number, as in answers.</summary>
    private static SandboxInterviewStatus ReadStatus(string text)
    {
        foreach (var status in Enum.GetValues<SandboxInterviewStatus>())
        {
            if (text == Word(status) || text == ((int)status).ToString(CultureInfo.InvariantCulture))
            {
                return status;
            }
        }
        throw ApiRefusal.Invalid("status", "must be active, paused, closed or archived, or 0 to 3");
    }

    private static JsonObject Write(SandboxInterview interview, bool statusIsNumber) => new()
    {
        ["id"] = interview.Id,
        ["title"] = interview.Title,
        ["displayName"] = interview.Title,
        ["interviewType"] = interview.InterviewType,
        ["status"] = statusIsNumber ? (int)interview.Status : Word(interview.Status),
        ["description"] = null,
        ["language"] = "en",
        ["questions"] = new JsonArray(new JsonObject { ["id"] = interview.Id, ["text"] = "Tell us about your last job." }),
    };

    public static string Word(SandboxInterviewStatus status) => status switch
    {
        SandboxInterviewStatus.Active => "active",
        SandboxInterviewStatus.Paused => "paused",
        SandboxInterviewStatus.Closed => "closed",
        SandboxInterviewStatus.Archived => "archived",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such interview status."),
    };
}
