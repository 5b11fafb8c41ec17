using System.Collections.Frozen;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Records.Pages;

/// <summary>Puts a <see cref="SourceRecord"/> together from the values of a binding's fields. Reused from record to record.</summary>
/// <param name="binding">The fields.</param>
public sealed class RecordAssembly(FieldBinding binding)
{
    private readonly string?[] _values = new string?[Enum.GetValues<CanonicalField>().Length];

    /// <summary>Makes a record.</summary>
    /// <param name="values">A value for each of <see cref="FieldBinding.Fields"/>, in their order; null: not carried.</param>
    /// <param name="position">Where the record stands.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <returns>The record.</returns>
    public SourceRecord Build(ReadOnlySpan<string?> values, RecordPosition position, UInt128? fingerprint)
    {
        Array.Clear(_values);
        Dictionary<string, string>? attributes = null;
        for (var i = 0; i < binding.Fields.Count; i++)
        {
            if (binding.Fields[i].Field is { } field)
            {
                _values[(int)field] = values[i];
            }
            else if (values[i] is { } value)
            {
                (attributes ??= new(StringComparer.OrdinalIgnoreCase))[binding.Fields[i].Name] = value;
            }
        }

        return new SourceRecord
        {
            Position = position,
            ApplicationId = Of(CanonicalField.ApplicationId),
            CandidateId = Of(CanonicalField.CandidateId),
            FirstName = Of(CanonicalField.FirstName),
            LastName = Of(CanonicalField.LastName),
            FullName = Of(CanonicalField.FullName),
            Email = Of(CanonicalField.Email),
            Phone = Of(CanonicalField.Phone),
            JobId = Of(CanonicalField.JobId),
            JobTitle = Of(CanonicalField.JobTitle),
            Stage = Of(CanonicalField.Stage),
            StageId = Of(CanonicalField.StageId),
            StageEnteredAt = Of(CanonicalField.StageEnteredAt),
            Status = Of(CanonicalField.Status),
            UpdatedAt = Of(CanonicalField.UpdatedAt),
            SmsOptIn = Of(CanonicalField.SmsOptIn),
            TimeZone = Of(CanonicalField.TimeZone),
            ResumeUrl = Of(CanonicalField.ResumeUrl),
            LinkedInUrl = Of(CanonicalField.LinkedInUrl),
            Attributes = attributes ?? (IReadOnlyDictionary<string, string>)FrozenDictionary<string, string>.Empty,
            Fingerprint = fingerprint,
        };
    }

    /// <summary>What stands for the application of a record that can't be made, for the quarantine; null where its ids are not there.</summary>
    /// <param name="values">As for <see cref="Build"/>.</param>
    public string? KeyOf(ReadOnlySpan<string?> values) =>
        Id(values, CanonicalField.ApplicationId)
        ?? (Id(values, CanonicalField.CandidateId) is { } candidate && Id(values, CanonicalField.JobId) is { } job ? $"{candidate}/{job}" : null);

    private string? Id(ReadOnlySpan<string?> values, CanonicalField field)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (binding.Fields[i].Field == field && !string.IsNullOrWhiteSpace(values[i]))
            {
                return values[i]!.Trim();
            }
        }

        return null;
    }

    private string? Of(CanonicalField field) => _values[(int)field];
}
