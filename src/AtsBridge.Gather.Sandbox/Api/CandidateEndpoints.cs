using System.Text.Json.Nodes;
using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary><c>/qsi/gather/candidates</c>.</summary>
internal sealed class CandidateEndpoints(Platform platform, Shapes shapes, GatherSandboxOptions options)
{
    // The page size of candidates goes by both names between the published pages.
    private static readonly string[] SizeFields = ["pageSize", "limit"];

    public ApiAnswer Create(ApiRequest request)
    {
        var draft = Read(BodyFields.Of(request));
        RefuseDuplicates(draft);
        return ApiAnswer.Success(201, shapes.Single("candidate", Write(platform.AddCandidate(draft, AuditKinds.CandidateCreated))));
    }

    public ApiAnswer Get(string id)
    {
        var candidate = platform.Candidates.Find(id) ?? throw ApiRefusal.NotFound("candidate", id);
        return ApiAnswer.Success(200, shapes.Single("candidate", Write(candidate)));
    }

    public ApiAnswer List(ApiRequest request)
    {
        var query = new QueryFields(request.Query);
        IEnumerable<Candidate> matches =
            query.Text("externalId") is { } externalId ? platform.Candidates.WithExternalId(externalId) : platform.Candidates.All;
        if (query.Flag("archived") is { } archived)
        {
            matches = matches.Where(candidate => candidate.Archived == archived);
        }

        if (query.Text("search") is { } search)
        {
            matches = matches.Where(candidate => Speaks(candidate, search));
        }

        return query.Page(matches, SizeFields, 10, rows => shapes.List("candidates", rows), Write);
    }

    /// <summary>Validates what is sent of a candidate; control requests use it too.</summary>
    public static CandidateDraft Read(BodyFields body)
    {
        var draft = new CandidateDraft(
            body.RequiredText("firstName"), body.Text("lastName") ?? "", FieldRules.Email(body), FieldRules.Phone(body),
            body.Text("externalId") is { Length: > 0 } externalId ? externalId : null, FieldRules.TimeZone(body), body.Flag("smsOptIn") ?? false);
        return draft.Email is null && draft.Phone is null ? throw ApiRefusal.Invalid("email", "is required where there is no phone") : draft;
    }

    private void RefuseDuplicates(CandidateDraft draft)
    {
        if (options.DuplicateAnswer == DuplicateAnswer.Allow)
        {
            return;
        }

        if (draft.Email is not null && platform.Candidates.HasEmail(draft.Email))
        {
            throw ApiRefusal.Duplicate(options.DuplicateAnswer, "email", "A candidate with this email already exists");
        }

        if (draft.ExternalId is not null && platform.Candidates.WithExternalId(draft.ExternalId).Count > 0)
        {
            throw ApiRefusal.Duplicate(options.DuplicateAnswer, "externalId", "A candidate with this externalId already exists");
        }
    }

    private static bool Speaks(Candidate candidate, string search) =>
        $"{candidate.FirstName} {candidate.LastName}".Contains(search, StringComparison.OrdinalIgnoreCase)
        || candidate.Email?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;

    private static JsonObject Write(Candidate candidate) => new()
    {
        ["id"] = candidate.Id,
        ["firstName"] = candidate.FirstName,
        ["lastName"] = candidate.LastName,
        ["email"] = candidate.Email,
        ["phone"] = candidate.Phone,
        ["resumeUrl"] = null,
        ["externalId"] = candidate.ExternalId,
        ["linkedInURL"] = null,
        ["source"] = "api",
        ["timezone"] = candidate.TimeZone,
        ["smsOptIn"] = candidate.SmsOptIn,
        ["createdAt"] = Json.Moment(candidate.CreatedAt),
        ["updatedAt"] = Json.Moment(candidate.CreatedAt),
    };
}
