using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>Carries a request out: its checks and its effect in one step.</summary>
internal sealed class ApiRoutes(
    Platform platform, CandidateEndpoints candidates, InterviewEndpoints interviews,
    CandidateInterviewEndpoints invites, CandidateInterviewReading reading)
{
    private const string Root = "/qsi/gather/";

    public ApiAnswer CarryOut(ApiRequest request)
    {
        lock (platform.Gate)
        {
            try
            {
                return Route(request);
            }
            catch (ApiRefusal refusal)
            {
                return refusal.Answer;
            }
            catch (Exception bug) when (bug is not OutOfMemoryException)
            {
                // Nothing logs here: the answer is the only place where a fault of the sandbox itself can be seen.
                return ApiAnswer.InternalError(500, $"The sandbox itself failed: {bug.GetType().Name}: {bug.Message}");
            }
        }
    }

    private ApiAnswer Route(ApiRequest request)
    {
        if (!request.Path.StartsWith(Root, StringComparison.Ordinal))
        {
            throw ApiRefusal.NotFound("route", request.Path);
        }

        string[] segments = request.Path[Root.Length..].Split('/');
        return (request.Method, segments) switch
        {
            ("POST", ["candidates"]) => candidates.Create(request),
            ("GET", ["candidates"]) => candidates.List(request),
            ("GET", ["candidates", var id]) => candidates.Get(id),
            ("GET", ["interviews"]) => interviews.List(request),
            ("GET", ["interviews", var id]) => interviews.Get(id),
            ("POST", ["candidate-interviews"]) => invites.Create(request),
            ("GET", ["candidate-interviews"]) => reading.List(request),
            ("GET", ["candidate-interviews", var id]) => invites.Get(id),
            ("PATCH", ["candidate-interviews", var id, "status"]) => invites.SetStatus(id, request),
            ("GET", ["candidate-interviews", var id, "results"]) => reading.Results(id),
            ("POST", ["candidate-interviews", var id, "resend-invite"]) => invites.Resend(id, request),
            _ => throw ApiRefusal.NotFound("route", request.Path),
        };
    }
}
