using AtsBridge.Gather.Sandbox.Audit;
using AtsBridge.Gather.Sandbox.Webhooks;

namespace AtsBridge.Gather.Sandbox.State;

/// <summary>
/// Everything that the pretended platform knows, and every effect on it. All members are to be called with <see cref="Gate"/> held:
/// a request's checks and its effect are one step, as in the database of the real one.
/// </summary>
internal sealed class Platform(GatherSandboxOptions options, TimeProvider time, AuditLog audit, WebhookSender webhooks)
{
    private SeededIds _candidateIds = new(options.Seed);
    private SeededIds _inviteIds = new(options.Seed + 1);
    private SeededIds _requestIds = new(options.Seed + 2);

    public Lock Gate { get; } = new();

    public IReadOnlyList<SandboxInterview> Interviews => options.Interviews;

    public CandidateTable Candidates { get; private set; } = new();

    public CandidateInterviewTable Invites { get; private set; } = new();

    public string NextRequestId() => _requestIds.Next();

    public SandboxInterview? FindInterview(string id) =>
        Interviews.FirstOrDefault(interview => string.Equals(interview.Id, id, StringComparison.OrdinalIgnoreCase));

    public Candidate AddCandidate(CandidateDraft draft, string auditKind)
    {
        var candidate = new Candidate
        {
            Id = _candidateIds.Next(), FirstName = draft.FirstName, LastName = draft.LastName, Email = draft.Email, Phone = draft.Phone,
            ExternalId = draft.ExternalId, TimeZone = draft.TimeZone, SmsOptIn = draft.SmsOptIn, Archived = draft.Archived, CreatedAt = time.GetUtcNow(),
        };
        Candidates.Add(candidate);
        audit.Add(entry => entry with { Kind = auditKind, CandidateId = candidate.Id, ExternalId = candidate.ExternalId });
        return candidate;
    }

    public CandidateInterview AddInvite(CandidateInterviewDraft draft)
    {
        var now = time.GetUtcNow();
        var invite = new CandidateInterview
        {
            Id = _inviteIds.Next(), CandidateId = draft.Candidate.Id, InterviewId = draft.Interview.Id, Status = InviteStatuses.InviteSent,
            InviteToken = _inviteIds.Next(), Expiry = now.AddDays(draft.ExpiryDays), InviteSentAt = draft.SendInvite ? now : null,
            ExternalId = draft.ExternalId, WebhookUrl = draft.WebhookUrl, ExternalRedirectUri = draft.ExternalRedirectUri,
            CreatedAt = now, UpdatedAt = now,
        };
        Invites.Add(invite);
        Note(AuditKinds.CandidateInterviewCreated, invite, [], null);
        if (draft.SendInvite)
        {
            Note(AuditKinds.InviteSent, invite, draft.DeliveryTypes, null);
        }

        return invite;
    }

    public CandidateInterview Resend(CandidateInterview invite, IReadOnlyList<string> deliveryTypes)
    {
        var now = time.GetUtcNow();
        var resent = invite with { InviteSentAt = now, UpdatedAt = now };
        Invites.Replace(resent);
        Note(AuditKinds.InviteResent, resent, deliveryTypes, null);
        return resent;
    }

    public CandidateInterview SetStatus(CandidateInterview invite, string status)
    {
        var now = time.GetUtcNow();
        var completed = status == InviteStatuses.NewResponse;
        var changed = invite with { Status = status, UpdatedAt = now, TakenAt = completed ? now : invite.TakenAt };
        Invites.Replace(changed);
        Note(AuditKinds.StatusChanged, changed, [], status);
        if (completed)
        {
            webhooks.Send(new WebhookEvent("candidate_interview.completed", now, changed), [changed.WebhookUrl, options.OrganisationWebhookUrl]);
        }

        webhooks.Send(new WebhookEvent("candidate_interview.status_changed", now, changed), [options.OrganisationWebhookUrl]);
        return changed;
    }

    public void Reset()
    {
        Candidates = new CandidateTable();
        Invites = new CandidateInterviewTable();
        _candidateIds = new SeededIds(options.Seed);
        _inviteIds = new SeededIds(options.Seed + 1);
        _requestIds = new SeededIds(options.Seed + 2);
        audit.Clear();
    }

    private void Note(string kind, CandidateInterview invite, IReadOnlyList<string> deliveryTypes, string? detail) =>
        audit.Add(entry => entry with
        {
            Kind = kind, CandidateId = invite.CandidateId, InterviewId = invite.InterviewId, CandidateInterviewId = invite.Id,
            ExternalId = invite.ExternalId, DeliveryTypes = deliveryTypes, Detail = detail,
        });
}
