using System.Collections.Frozen;

namespace AtsBridge;

/// <summary>
/// One application as an adapter delivers it: the source's own words, unconverted. Null says that the source does not carry the
/// field; an empty string says that it carries it and had nothing for this record. Ids are strings: leading zeros count.
/// </summary>
public sealed record SourceRecord
{
    /// <summary>Where the record stands, for messages.</summary>
    public required RecordPosition Position { get; init; }

    /// <summary>The application's id. Where it is missing, candidate and job ids together serve as the key.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The candidate's id, the same in all of the candidate's applications.</summary>
    public string? CandidateId { get; init; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? LastName { get; init; }

    /// <summary>The whole name, used where first and last name are not given.</summary>
    public string? FullName { get; init; }

    /// <summary>One e-mail address. More than one in this field is refused, not guessed.</summary>
    public string? Email { get; init; }

    /// <summary>A phone number in any notation; normalised to E.164 with the source's default region.</summary>
    public string? Phone { get; init; }

    /// <summary>The job's id.</summary>
    public string? JobId { get; init; }

    /// <summary>The job's title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The stage's name.</summary>
    public string? Stage { get; init; }

    /// <summary>The stage's id.</summary>
    public string? StageId { get; init; }

    /// <summary>When the stage was entered: ISO 8601, Unix seconds or milliseconds, or one of the source's date formats.</summary>
    public string? StageEnteredAt { get; init; }

    /// <summary>The source's own word for the status. Null counts as active, an empty string as unknown.</summary>
    public string? Status { get; init; }

    /// <summary>When the application was last changed, in the notations of <see cref="StageEnteredAt"/>.</summary>
    public string? UpdatedAt { get; init; }

    /// <summary>Consent to text messages: true, yes, y, 1, on, x, opted in. Anything else is no consent.</summary>
    public string? SmsOptIn { get; init; }

    /// <summary>The candidate's IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Where the résumé is.</summary>
    public string? ResumeUrl { get; init; }

    /// <summary>The candidate's LinkedIn page.</summary>
    public string? LinkedInUrl { get; init; }

    /// <summary>Anything else that a route may ask for, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// 128 bits of a hash over everything that the record was made of, the settings that made it included. Null: the engine
    /// computes its own from the converted application.
    /// </summary>
    public UInt128? Fingerprint { get; init; }
}
