namespace AtsBridge.Adapters.Records.Fields;

/// <summary>Sets a canonical field by its name.</summary>
public static class CanonicalFields
{
    /// <summary>A record with another value in one field.</summary>
    /// <param name="record">The record.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value; null: not carried.</param>
    public static SourceRecord With(SourceRecord record, CanonicalField field, string? value)
    {
        ArgumentNullException.ThrowIfNull(record);
        return field switch
        {
            CanonicalField.ApplicationId => record with { ApplicationId = value },
            CanonicalField.CandidateId => record with { CandidateId = value },
            CanonicalField.FirstName => record with { FirstName = value },
            CanonicalField.LastName => record with { LastName = value },
            CanonicalField.FullName => record with { FullName = value },
            CanonicalField.Email => record with { Email = value },
            CanonicalField.Phone => record with { Phone = value },
            CanonicalField.JobId => record with { JobId = value },
            CanonicalField.JobTitle => record with { JobTitle = value },
            CanonicalField.Stage => record with { Stage = value },
            CanonicalField.StageId => record with { StageId = value },
            CanonicalField.StageEnteredAt => record with { StageEnteredAt = value },
            CanonicalField.Status => record with { Status = value },
            CanonicalField.UpdatedAt => record with { UpdatedAt = value },
            CanonicalField.SmsOptIn => record with { SmsOptIn = value },
            CanonicalField.TimeZone => record with { TimeZone = value },
            CanonicalField.ResumeUrl => record with { ResumeUrl = value },
            CanonicalField.LinkedInUrl => record with { LinkedInUrl = value },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a canonical field."),
        };
    }
}
