namespace AtsBridge.Testing;

/// <summary>The fields of a sample application: those of <see cref="SourceRecord"/>, and one attribute.</summary>
public static class SampleField
{
    /// <summary>The attribute that samples have; a record carries it in <see cref="SourceRecord.Attributes"/>.</summary>
    public const string Attribute = "Region";

    private static readonly (string Name, Func<SourceRecord, string?> Of)[] Fields =
    [
        ("ApplicationId", r => r.ApplicationId), ("CandidateId", r => r.CandidateId),
        ("FirstName", r => r.FirstName), ("LastName", r => r.LastName), ("FullName", r => r.FullName),
        ("Email", r => r.Email), ("Phone", r => r.Phone), ("JobId", r => r.JobId), ("JobTitle", r => r.JobTitle),
        ("Stage", r => r.Stage), ("StageId", r => r.StageId), ("StageEnteredAt", r => r.StageEnteredAt),
        ("Status", r => r.Status), ("UpdatedAt", r => r.UpdatedAt), ("SmsOptIn", r => r.SmsOptIn), ("TimeZone", r => r.TimeZone),
        ("ResumeUrl", r => r.ResumeUrl), ("LinkedInUrl", r => r.LinkedInUrl), (Attribute, r => r.Attributes.GetValueOrDefault(Attribute)),
    ];

    /// <summary>Every name, in the order in which samples are written.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Fields.Select(f => f.Name)];

    /// <summary>What a record has in a field.</summary>
    /// <param name="record">As the adapter delivered it.</param>
    /// <param name="field">One of <see cref="Names"/>.</param>
    internal static string? Of(SourceRecord record, string field) => Array.Find(Fields, f => f.Name == field).Of(record);
}
