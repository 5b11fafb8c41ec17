using AtsBridge.Testing;

namespace AtsBridge.Adapters.Csv.Tests;

public sealed class FivetranGreenhouseConformanceTests() : FivetranConformance("fivetran-greenhouse", "application.csv")
{
    protected override IReadOnlyList<string> NotCarried => ["FullName", "StageEnteredAt", "SmsOptIn", "TimeZone", "ResumeUrl", "LinkedInUrl", SampleField.Attribute];

    private protected override IEnumerable<(string File, IEnumerable<(string Heading, string? Cell)[]> Rows)> Tables(IReadOnlyList<SampleApplication> applications) =>
    [
        ("application.csv", applications.Select(a => new[]
        {
            ("id", a["ApplicationId"]), ("candidate_id", a["CandidateId"]), ("current_stage_id", a["StageId"]), ("status", a["Status"]), ("last_activity_at", a["UpdatedAt"]),
            ("prospect", "false"), ("location_address", ""), ("_fivetran_deleted", "false"),
        })),
        ("candidate.csv", Each(applications, "CandidateId").Select(a => new[] { ("id", a["CandidateId"]), ("first_name", a["FirstName"]), ("last_name", a["LastName"]) })),
        ("email_address.csv", Each(applications, "CandidateId").Select(a => new[] { ("candidate_id", a["CandidateId"]), ("value", a["Email"]) })),
        ("phone_number.csv", Each(applications, "CandidateId").Select(a => new[] { ("candidate_id", a["CandidateId"]), ("value", a["Phone"]) })),
        ("job_stage.csv", Each(applications, "StageId").Select(a => new[] { ("id", a["StageId"]), ("name", a["Stage"]) })),
        ("job_application.csv", applications.Select(a => new[] { ("application_id", a["ApplicationId"]), ("job_id", a["JobId"]) })),
        ("job.csv", Each(applications, "JobId").Select(a => new[] { ("id", a["JobId"]), ("name", a["JobTitle"]) })),
    ];
}
