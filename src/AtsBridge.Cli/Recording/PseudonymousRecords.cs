namespace AtsBridge.Cli.Recording;

/// <summary>Records without the people in them: ids, names, addresses and free attributes have pseudonyms; stages, jobs, statuses and dates stay.</summary>
/// <param name="names">The pseudonyms.</param>
/// <param name="isAskedFor">Whether a route asks for an attribute: such a one stays, or nobody would be taken by the route.</param>
internal sealed class PseudonymousRecords(Pseudonyms names, Func<string, bool> isAskedFor)
{
    private bool _hasApplicationIds;

    public SourceRecord Of(SourceRecord record, string set)
    {
        _hasApplicationIds |= !string.IsNullOrWhiteSpace(record.ApplicationId);
        return new()
        {
            Position = new(set, record.Position.Row),
            ApplicationId = With(record.ApplicationId, names.Id),
            CandidateId = With(record.CandidateId, names.Id),
            FirstName = With(record.FirstName, names.Name),
            LastName = With(record.LastName, names.Name),
            FullName = With(record.FullName, names.Name),
            Email = With(record.Email, names.Email),
            Phone = With(record.Phone, names.Phone),
            JobId = With(record.JobId, Kept),
            JobTitle = With(record.JobTitle, Kept),
            Stage = With(record.Stage, Kept),
            StageId = With(record.StageId, Kept),
            StageEnteredAt = With(record.StageEnteredAt, Kept),
            Status = With(record.Status, Kept),
            UpdatedAt = With(record.UpdatedAt, Kept),
            SmsOptIn = With(record.SmsOptIn, Kept),
            TimeZone = With(record.TimeZone, Kept),
            ResumeUrl = With(record.ResumeUrl, names.Url),
            LinkedInUrl = With(record.LinkedInUrl, names.Url),
            Attributes = record.Attributes.ToDictionary(a => a.Key, a => isAskedFor(a.Key) ? Kept(a.Value) : names.Text(a.Value), StringComparer.OrdinalIgnoreCase),
            Fingerprint = record.Fingerprint is { } fingerprint ? names.Fingerprint(fingerprint) : null,
        };
    }

    /// <summary>What is wrong is told by the field alone: the reason of an adapter may quote the value.</summary>
    public RejectedRecord Of(RejectedRecord rejected, string set) => new(
        new(set, rejected.Position.Row), rejected.Field,
        rejected.Field is null ? "The record could not be read when it was recorded." : $"{rejected.Field} could not be read when it was recorded.",
        rejected.Key is { } key ? Key(key) : null);

    /// <summary>An application's id; or, where the source has none, candidate and job, of which the job stays.</summary>
    private string Key(string key)
    {
        var cut = key.IndexOf('/', StringComparison.Ordinal);
        if (_hasApplicationIds || cut < 0)
        {
            return names.Id(key);
        }

        var candidate = key[..cut].Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
        return $"{names.Id(candidate).Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal)}{key[cut..]}";
    }

    /// <summary>What stays, unless it holds an address: a stage or job is no place for one, and people put it there.</summary>
    private string Kept(string value) => value.Contains('@', StringComparison.Ordinal) ? names.Text(value) : value;

    private static string? With(string? value, Func<string, string> pseudonym) => string.IsNullOrWhiteSpace(value) ? value : pseudonym(value);
}
