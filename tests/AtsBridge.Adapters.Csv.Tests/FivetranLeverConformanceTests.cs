using AtsBridge.Testing;

namespace AtsBridge.Adapters.Csv.Tests;

public sealed class FivetranLeverConformanceTests() : FivetranConformance("fivetran-lever", "opportunity.csv")
{
    protected override IReadOnlyList<string> NotCarried => ["FirstName", "LastName", "StageEnteredAt", "SmsOptIn", "TimeZone", "ResumeUrl", "LinkedInUrl", SampleField.Attribute];

    private protected override IEnumerable<(string File, IEnumerable<(string Heading, string? Cell)[]> Rows)> Tables(IReadOnlyList<SampleApplication> applications) =>
    [
        ("opportunity.csv", applications.Select(a => new[]
        {
            ("id", a["ApplicationId"]), ("contact", a["CandidateId"]), ("name", a["FullName"]), ("stage_id", a["StageId"]), ("archived_at", a["Status"]), ("archived_reason_id", ""),
            ("last_interaction_at", a["UpdatedAt"]), ("origin", ""),
        })),
        ("contact_email.csv", Each(applications, "CandidateId").Select(a => new[] { ("contact_id", a["CandidateId"]), ("email", a["Email"]) })),
        ("contact_phone.csv", Each(applications, "CandidateId").Select(a => new[] { ("contact_id", a["CandidateId"]), ("value", a["Phone"]) })),
        ("stage.csv", Each(applications, "StageId").Select(a => new[] { ("id", a["StageId"]), ("text", a["Stage"]) })),
        ("application.csv", applications.Select(a => new[] { ("opportunity_id", a["ApplicationId"]), ("posting_id", a["JobId"]) })),
        ("posting.csv", Each(applications, "JobId").Select(a => new[] { ("id", a["JobId"]), ("text", a["JobTitle"]) })),
        ("archive_reason.csv", [[("id", "r-1"), ("text", "Hired")]]),
    ];
}
