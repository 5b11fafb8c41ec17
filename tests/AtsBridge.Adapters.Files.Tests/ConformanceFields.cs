using AtsBridge.Adapters.Records;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Files;

/// <summary>Every field under its own name, as the conformance kit writes them. Shared by the tests of file adapters.</summary>
internal static class ConformanceFields
{
    internal static FieldMap Map { get; } = new()
    {
        ApplicationId = "ApplicationId", CandidateId = "CandidateId", FirstName = "FirstName", LastName = "LastName", FullName = "FullName",
        Email = "Email", Phone = "Phone", JobId = "JobId", JobTitle = "JobTitle", Stage = "Stage", StageId = "StageId", StageEnteredAt = "StageEnteredAt",
        Status = "Status", UpdatedAt = "UpdatedAt", SmsOptIn = "SmsOptIn", TimeZone = "TimeZone", ResumeUrl = "ResumeUrl", LinkedInUrl = "LinkedInUrl",
        Attributes = { [SampleField.Attribute] = SampleField.Attribute },
    };
}
