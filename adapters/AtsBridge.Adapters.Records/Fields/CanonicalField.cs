namespace AtsBridge.Adapters.Records.Fields;

/// <summary>The canonical fields of a <see cref="SourceRecord"/>, in its order.</summary>
public enum CanonicalField
{
    /// <summary><see cref="SourceRecord.ApplicationId"/>.</summary>
    ApplicationId,

    /// <summary><see cref="SourceRecord.CandidateId"/>.</summary>
    CandidateId,

    /// <summary><see cref="SourceRecord.FirstName"/>.</summary>
    FirstName,

    /// <summary><see cref="SourceRecord.LastName"/>.</summary>
    LastName,

    /// <summary><see cref="SourceRecord.FullName"/>.</summary>
    FullName,

    /// <summary><see cref="SourceRecord.Email"/>.</summary>
    Email,

    /// <summary><see cref="SourceRecord.Phone"/>.</summary>
    Phone,

    /// <summary><see cref="SourceRecord.JobId"/>.</summary>
    JobId,

    /// <summary><see cref="SourceRecord.JobTitle"/>.</summary>
    JobTitle,

    /// <summary><see cref="SourceRecord.Stage"/>.</summary>
    Stage,

    /// <summary><see cref="SourceRecord.StageId"/>.</summary>
    StageId,

    /// <summary><see cref="SourceRecord.StageEnteredAt"/>.</summary>
    StageEnteredAt,

    /// <summary><see cref="SourceRecord.Status"/>.</summary>
    Status,

    /// <summary><see cref="SourceRecord.UpdatedAt"/>.</summary>
    UpdatedAt,

    /// <summary><see cref="SourceRecord.SmsOptIn"/>.</summary>
    SmsOptIn,

    /// <summary><see cref="SourceRecord.TimeZone"/>.</summary>
    TimeZone,

    /// <summary><see cref="SourceRecord.ResumeUrl"/>.</summary>
    ResumeUrl,

    /// <summary><see cref="SourceRecord.LinkedInUrl"/>.</summary>
    LinkedInUrl,
}
