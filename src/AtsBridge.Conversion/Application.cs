using System.Collections.Frozen;

namespace AtsBridge;

/// <summary>The canonical application: candidate × job, the unit that has a stage. Made from a <see cref="SourceRecord"/>.</summary>
public sealed record Application
{
    /// <summary>Unique in its source: the application id, or candidate and job id together.</summary>
    public required string Key { get; init; }

    /// <summary>Where the record stood when it was read.</summary>
    public required RecordPosition Position { get; init; }

    /// <summary>The application's id, if the source has one.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The candidate's id, if the source has one.</summary>
    public string? CandidateId { get; init; }

    /// <summary>Given name, or all but the last word of the whole name; empty where none is known.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>Family name, or the last word of the whole name; empty where none is known.</summary>
    public string LastName { get; init; } = "";

    /// <summary>The e-mail address; null where the source has none.</summary>
    public ContactValue? Email { get; init; }

    /// <summary>The phone number; null where the source has none.</summary>
    public ContactValue? Phone { get; init; }

    /// <summary>The job's id.</summary>
    public string? JobId { get; init; }

    /// <summary>The job's title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The stage's name; null where the application is in none.</summary>
    public string? Stage { get; init; }

    /// <summary>The stage's id.</summary>
    public string? StageId { get; init; }

    /// <summary>When the stage was entered, UTC; null where the source does not say.</summary>
    public DateTimeOffset? StageEnteredAt { get; init; }

    /// <summary>The normalised status.</summary>
    public ApplicationStatus Status { get; init; }

    /// <summary>The source's own word for the status; null where it has no status at all.</summary>
    public string? StatusWord { get; init; }

    /// <summary>When the application was last changed, UTC; null where the source does not say.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Whether the source states consent to text messages.</summary>
    public bool SmsOptIn { get; init; }

    /// <summary>The candidate's IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Where the résumé is.</summary>
    public string? ResumeUrl { get; init; }

    /// <summary>The candidate's LinkedIn page.</summary>
    public string? LinkedInUrl { get; init; }

    /// <summary>Anything else that a route may ask for.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = FrozenDictionary<string, string>.Empty;
}
