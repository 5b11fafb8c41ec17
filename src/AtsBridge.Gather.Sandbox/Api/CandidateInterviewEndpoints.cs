using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary><c>/qsi/gather/candidate-interviews</c>: creating and changing.</summary>
internal sealed class CandidateInterviewEndpoints(Platform platform, Shapes shapes, GatherSandboxOptions options)
{
    public ApiAnswer Create(ApiRequest request)
    {
        var draft = Read(BodyFields.Of(request));
        if (options.DuplicateInviteAnswer != DuplicateAnswer.Allow
            && platform.Invites.OfCandidate(draft.Candidate.Id).Any(other => other.InterviewId == draft.Interview.Id))
        {
            throw ApiRefusal.Duplicate(
                options.DuplicateInviteAnswer, "interviewId", "A candidate interview of this candidate and interview already exists");
        }
        return Single(201, platform.AddInvite(draft));
    }

    public ApiAnswer Get(string id) => Single(200, Find(id));

    public ApiAnswer SetStatus(string id, ApiRequest request)
    {
        var invite = Find(id);
        return Single(200, platform.SetStatus(invite, FieldRules.Status(BodyFields.Of(request))));
    }

    public ApiAnswer Resend(string id, ApiRequest request)
    {
        var invite = Find(id);
        var types = FieldRules.DeliveryTypes(BodyFields.Of(request)) ?? throw ApiRefusal.Invalid("deliveryTypes", "is required");
        RefuseUnsendable(platform.Candidates.Find(invite.CandidateId)!, platform.FindInterview(invite.InterviewId)!, types);
        return Single(200, platform.Resend(invite, types));
    }

    private CandidateInterview Find(string id) => platform.Invites.Find(id) ?? throw ApiRefusal.NotFound("candidateInterview", id);

    private CandidateInterviewDraft Read(BodyFields body)
    {
        var candidateId = FieldRules.Id("candidateId", body.RequiredText("candidateId"));
        var interviewId = FieldRules.Id("interviewId", body.RequiredText("interviewId"));
        var send = body.Flag("sendInvite") ?? false;
        var types = FieldRules.DeliveryTypes(body);
        if (send && types is null)
        {
            throw ApiRefusal.Invalid("deliveryTypes", "is required to send the invite");
        }

        var expiryDays = body.Number("expiryDays") ?? options.DefaultExpiryDays;
        if (expiryDays is < 1 or > 3650)
        {
            throw ApiRefusal.Invalid("expiryDays", "must be positive, and 3650 at most");
        }

        var redirect = FieldRules.Address(body, "externalRedirectUri");
        var webhook = FieldRules.Address(body, "webhookUrl");
        var candidate = platform.Candidates.Find(candidateId) ?? throw ApiRefusal.NotFound("candidate", candidateId);
        var interview = platform.FindInterview(interviewId) ?? throw ApiRefusal.NotFound("interview", interviewId);
        if (send)
        {
            RefuseUnsendable(candidate, interview, types!);
        }

        return new CandidateInterviewDraft(candidate, interview, send, types ?? [], expiryDays, redirect, webhook, body.Text("externalId"));
    }

    private static void RefuseUnsendable(Candidate candidate, SandboxInterview interview, IReadOnlyList<string> types)
    {
        if (interview.Status != SandboxInterviewStatus.Active)
        {
            throw ApiRefusal.Invalid("interviewId", $"the interview is {InterviewEndpoints.Word(interview.Status)}; only an active one can be sent");
        }

        if (types.Contains("email", StringComparer.Ordinal) && candidate.Email is null)
        {
            throw ApiRefusal.Invalid("deliveryTypes", "email is not possible: the candidate has no email");
        }

        if (types.Contains("sms", StringComparer.Ordinal) && candidate.Phone is null)
        {
            throw ApiRefusal.Invalid("deliveryTypes", "sms is not possible: the candidate has no phone");
        }

        if (types.Contains("sms", StringComparer.Ordinal) && !candidate.SmsOptIn)
        {
            throw ApiRefusal.Invalid("deliveryTypes", "sms is not possible: the candidate's smsOptIn is not true");
        }
    }

    private ApiAnswer Single(int status, CandidateInterview invite) =>
        ApiAnswer.Success(status, shapes.Single("candidateInterview", CandidateInterviewReading.WriteWhole(invite)));
}
