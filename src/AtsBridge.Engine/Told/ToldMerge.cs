namespace AtsBridge.Told;

/// <summary>Lays what was told over what is known. An event carries a part of its application; what it does not say stays as it was.</summary>
public static class ToldMerge
{
    /// <summary>Whether it is older than what is known: webhooks overtake one another. Where nothing says when, it is not.</summary>
    /// <param name="told">What was told.</param>
    /// <param name="known">What is known.</param>
    public static bool IsOutdated(Application told, Application known)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(known);
        return told.UpdatedAt < known.UpdatedAt || (told.UpdatedAt is null && told.StageEnteredAt < known.StageEnteredAt);
    }

    /// <summary>The application as it stands now.</summary>
    /// <param name="record">What was told, in the source's words: null is what was not said.</param>
    /// <param name="told">The same, converted.</param>
    /// <param name="known">What is known.</param>
    public static Application Of(SourceRecord record, Application told, Application known)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(known);
        var saysName = record.FirstName is not null || record.LastName is not null || record.FullName is not null;
        var saysStage = record.Stage is not null || record.StageId is not null;
        return known with
        {
            Position = told.Position,
            ApplicationId = told.ApplicationId ?? known.ApplicationId,
            CandidateId = told.CandidateId ?? known.CandidateId,
            FirstName = saysName ? told.FirstName : known.FirstName,
            LastName = saysName ? told.LastName : known.LastName,
            Email = record.Email is null ? known.Email : told.Email,
            Phone = record.Phone is null ? known.Phone : told.Phone,
            JobId = record.JobId is null ? known.JobId : told.JobId,
            JobTitle = record.JobTitle is null ? known.JobTitle : told.JobTitle,
            // A stage's name without its id may be another stage's of the same name: what is known of it belongs to the one before.
            Stage = saysStage ? told.Stage : known.Stage,
            StageId = saysStage ? told.StageId : known.StageId,
            StageEnteredAt = record.StageEnteredAt is not null ? told.StageEnteredAt : saysStage && !SameStage(told, known) ? null : known.StageEnteredAt,
            Status = record.Status is null ? known.Status : told.Status,
            StatusWord = record.Status is null ? known.StatusWord : told.StatusWord,
            UpdatedAt = told.UpdatedAt ?? known.UpdatedAt,
            SmsOptIn = record.SmsOptIn is null ? known.SmsOptIn : told.SmsOptIn,
            TimeZone = record.TimeZone is null ? known.TimeZone : told.TimeZone,
            ResumeUrl = record.ResumeUrl is null ? known.ResumeUrl : told.ResumeUrl,
            LinkedInUrl = record.LinkedInUrl is null ? known.LinkedInUrl : told.LinkedInUrl,
            Attributes = Merge(told.Attributes, known.Attributes),
        };
    }

    private static bool SameStage(Application told, Application known) =>
        string.Equals(told.StageId ?? known.StageId, known.StageId, StringComparison.OrdinalIgnoreCase)
        && string.Equals(told.Stage ?? known.Stage, known.Stage, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> told, IReadOnlyDictionary<string, string> known)
    {
        if (told.Count == 0)
        {
            return known;
        }

        var merged = known.ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in told)
        {
            merged[name] = value;
        }

        return merged;
    }
}
