using System.Text.Json;
using AtsBridge;

namespace Example.Talent;

/// <summary>One row of the API as a record: the API's own words, unconverted.</summary>
internal static class TalentRecord
{
    /// <summary>Reads a row; null where it can't be read, with the reason.</summary>
    public static SourceRecord? Read(JsonElement row, RecordPosition place, out string reason)
    {
        try
        {
            reason = "";
            return new SourceRecord
            {
                Position = place,
                ApplicationId = Text(row, "application_id"),
                CandidateId = Text(row, "candidate_id"),
                FirstName = Text(row, "first_name"),
                LastName = Text(row, "last_name"),
                Email = Text(row, "email"),
                Phone = Text(row, "phone"),
                JobId = Text(row, "job_id"),
                JobTitle = Text(row, "job_title"),
                Stage = Text(row, "stage"),
                StageId = Text(row, "stage_id"),
                StageEnteredAt = Text(row, "stage_entered_at"),
                Status = Text(row, "status"),
                UpdatedAt = Text(row, "updated_at"),
                SmsOptIn = Text(row, "sms_opt_in"),
                TimeZone = Text(row, "time_zone"),
                ResumeUrl = Text(row, "resume_url"),
                LinkedInUrl = Text(row, "linked_in_url"),
                Attributes = Text(row, "region") is { } region ? new Dictionary<string, string>(StringComparer.Ordinal) { ["Region"] = region } : new(StringComparer.Ordinal),
            };
        }
        catch (InvalidOperationException)
        {
            reason = "The record holds text that is no Unicode, or a list where a text belongs. Mend it in the ATS.";
            return null;
        }
    }

    /// <summary>Whose row it is, where it can't be read as a whole: the application's id; null where that can't be read either.</summary>
    public static string? Key(JsonElement row)
    {
        try
        {
            return Text(row, "application_id")?.Trim() is { Length: > 0 } id ? id : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A missing key stays null and an empty text stays empty: they mean different things. Numbers keep their digits.</summary>
    private static string? Text(JsonElement row, string name) => !row.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new InvalidOperationException($"{name} holds a list or an object."),
    };
}
