using System.Collections.Frozen;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Records;

/// <summary>
/// Where each canonical field is in the source: a heading (csv) or a path (json). What it doesn't name isn't read. The names are
/// those of <see cref="SourceRecord"/>.
/// </summary>
public sealed record FieldMap
{
    /// <summary>Where <see cref="SourceRecord.ApplicationId"/> is.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Where <see cref="SourceRecord.CandidateId"/> is.</summary>
    public string? CandidateId { get; init; }

    /// <summary>Where <see cref="SourceRecord.FirstName"/> is.</summary>
    public string? FirstName { get; init; }

    /// <summary>Where <see cref="SourceRecord.LastName"/> is.</summary>
    public string? LastName { get; init; }

    /// <summary>Where <see cref="SourceRecord.FullName"/> is.</summary>
    public string? FullName { get; init; }

    /// <summary>Where <see cref="SourceRecord.Email"/> is.</summary>
    public string? Email { get; init; }

    /// <summary>Where <see cref="SourceRecord.Phone"/> is.</summary>
    public string? Phone { get; init; }

    /// <summary>Where <see cref="SourceRecord.JobId"/> is.</summary>
    public string? JobId { get; init; }

    /// <summary>Where <see cref="SourceRecord.JobTitle"/> is.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Where <see cref="SourceRecord.Stage"/> is.</summary>
    public string? Stage { get; init; }

    /// <summary>Where <see cref="SourceRecord.StageId"/> is.</summary>
    public string? StageId { get; init; }

    /// <summary>Where <see cref="SourceRecord.StageEnteredAt"/> is.</summary>
    public string? StageEnteredAt { get; init; }

    /// <summary>Where <see cref="SourceRecord.Status"/> is.</summary>
    public string? Status { get; init; }

    /// <summary>Where <see cref="SourceRecord.UpdatedAt"/> is.</summary>
    public string? UpdatedAt { get; init; }

    /// <summary>Where <see cref="SourceRecord.SmsOptIn"/> is.</summary>
    public string? SmsOptIn { get; init; }

    /// <summary>Where <see cref="SourceRecord.TimeZone"/> is.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Where <see cref="SourceRecord.ResumeUrl"/> is.</summary>
    public string? ResumeUrl { get; init; }

    /// <summary>Where <see cref="SourceRecord.LinkedInUrl"/> is.</summary>
    public string? LinkedInUrl { get; init; }

    /// <summary>Anything else that a route may ask for: its name, and where it is.</summary>
    public Dictionary<string, string> Attributes { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What a row must say to be a record at all: each place with its value, without regard to case and surrounding space. Not part of
    /// <c>Fields</c>; a setting of its own.
    /// </summary>
    public IReadOnlyDictionary<string, string> Where { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Puts a map together.</summary>
    /// <param name="fields">The canonical fields that are named.</param>
    /// <param name="attributes">The attributes that are named.</param>
    /// <param name="where">See <see cref="Where"/>.</param>
    public static FieldMap Of(
        IReadOnlyDictionary<CanonicalField, string> fields, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> where)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(attributes);
        string? At(CanonicalField field) => fields.GetValueOrDefault(field);
        return new()
        {
            ApplicationId = At(CanonicalField.ApplicationId), CandidateId = At(CanonicalField.CandidateId), FirstName = At(CanonicalField.FirstName),
            LastName = At(CanonicalField.LastName), FullName = At(CanonicalField.FullName), Email = At(CanonicalField.Email), Phone = At(CanonicalField.Phone),
            JobId = At(CanonicalField.JobId), JobTitle = At(CanonicalField.JobTitle), Stage = At(CanonicalField.Stage), StageId = At(CanonicalField.StageId),
            StageEnteredAt = At(CanonicalField.StageEnteredAt), Status = At(CanonicalField.Status), UpdatedAt = At(CanonicalField.UpdatedAt),
            SmsOptIn = At(CanonicalField.SmsOptIn), TimeZone = At(CanonicalField.TimeZone), ResumeUrl = At(CanonicalField.ResumeUrl),
            LinkedInUrl = At(CanonicalField.LinkedInUrl), Attributes = new(attributes, StringComparer.OrdinalIgnoreCase), Where = where,
        };
    }

    /// <summary>The same for rows that say this alone.</summary>
    /// <param name="where">See <see cref="Where"/>.</param>
    public FieldMap For(IReadOnlyDictionary<string, string> where) => this with { Where = where };

    /// <summary>What is named, in the order of the canonical fields, the attributes last and by name.</summary>
    /// <returns>Each name with its place in the source; blank ones are left out.</returns>
    public IEnumerable<NamedField> Named()
    {
        foreach (var field in Enum.GetValues<CanonicalField>())
        {
            if (Of(field) is { } place && !string.IsNullOrWhiteSpace(place))
            {
                yield return new NamedField(field, field.ToString(), place);
            }
        }

        foreach (var (name, place) in Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            if (!string.IsNullOrWhiteSpace(place))
            {
                yield return new NamedField(Field: null, name, place);
            }
        }
    }

    private string? Of(CanonicalField field) => field switch
    {
        CanonicalField.ApplicationId => ApplicationId,
        CanonicalField.CandidateId => CandidateId,
        CanonicalField.FirstName => FirstName,
        CanonicalField.LastName => LastName,
        CanonicalField.FullName => FullName,
        CanonicalField.Email => Email,
        CanonicalField.Phone => Phone,
        CanonicalField.JobId => JobId,
        CanonicalField.JobTitle => JobTitle,
        CanonicalField.Stage => Stage,
        CanonicalField.StageId => StageId,
        CanonicalField.StageEnteredAt => StageEnteredAt,
        CanonicalField.Status => Status,
        CanonicalField.UpdatedAt => UpdatedAt,
        CanonicalField.SmsOptIn => SmsOptIn,
        CanonicalField.TimeZone => TimeZone,
        CanonicalField.ResumeUrl => ResumeUrl,
        CanonicalField.LinkedInUrl => LinkedInUrl,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a canonical field."),
    };
}
