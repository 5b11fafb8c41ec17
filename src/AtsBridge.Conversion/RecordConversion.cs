using System.Text.RegularExpressions;

namespace AtsBridge;

/// <summary>Turns what a source wrote into the canonical application, the same way for every adapter.</summary>
public static partial class RecordConversion
{
    /// <summary>Converts one record. What can't be known for certain is refused with its reason, not guessed.</summary>
    /// <param name="record">As the adapter delivered it.</param>
    /// <param name="rules">The source's own words.</param>
    public static Conversion Convert(SourceRecord record, ConversionRules rules)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(rules);
        var application = Blank(record.ApplicationId);
        var candidate = Blank(record.CandidateId);
        var job = Blank(record.JobId);
        var key = application ?? Pair(candidate, job);

        if (Damage(record) is var (field, reason))
        {
            return new(null, new RejectedRecord(record.Position, field, reason, key, Excerpt(record)), []);
        }

        if (key is null)
        {
            return new(null, new RejectedRecord(record.Position, "ApplicationId",
                "no ApplicationId, and not both CandidateId and JobId: without one of them this application can't be told from another. Map one in Fields.",
                null, Excerpt(record)), []);
        }

        List<string>? warnings = null;
        var (first, last) = Name(record);
        return new(new Application
        {
            Key = key,
            Position = record.Position,
            ApplicationId = application,
            CandidateId = candidate,
            FirstName = first,
            LastName = last,
            Email = EmailAddress.Read(record.Email),
            Phone = Blank(record.Phone) is { } phone ? new ContactValue(phone, null) : null,
            JobId = job,
            JobTitle = Blank(record.JobTitle),
            Stage = Blank(record.Stage),
            StageId = Blank(record.StageId),
            StageEnteredAt = Moment(record.StageEnteredAt, "StageEnteredAt", rules, ref warnings),
            Status = record.Status is null ? ApplicationStatus.Active : StatusWords.Meaning(record.Status, rules.StatusMap),
            StatusWord = record.Status,
            UpdatedAt = Moment(record.UpdatedAt, "UpdatedAt", rules, ref warnings),
            SmsOptIn = Consents(record.SmsOptIn),
            TimeZone = Blank(record.TimeZone),
            ResumeUrl = Blank(record.ResumeUrl),
            LinkedInUrl = Blank(record.LinkedInUrl),
            Attributes = record.Attributes,
        }, null, warnings ?? (IReadOnlyList<string>)[]);
    }

    /// <summary>Candidate and job as a key. A slash in the candidate's id is written differently, so that a/b + c is not a + b/c.</summary>
    private static string? Pair(string? candidate, string? job) => candidate is null || job is null ? null
        : $"{candidate.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal)}/{job}";

    /// <summary>Values that something on the way has damaged beyond repair, so that using them could reach a stranger.</summary>
    private static (string Field, string Reason)? Damage(SourceRecord record)
    {
        foreach (var (field, value) in (ReadOnlySpan<(string, string?)>)
            [("ApplicationId", record.ApplicationId), ("CandidateId", record.CandidateId), ("JobId", record.JobId), ("Phone", record.Phone)])
        {
            if (value is not null && SpreadsheetNumber().IsMatch(value))
            {
                return (field, $"'{value.Trim()}' is a number that a spreadsheet has rounded; its digits are lost. Export the column as text.");
            }
        }

        foreach (var (field, value) in (ReadOnlySpan<(string, string?)>)
            [("ApplicationId", record.ApplicationId), ("CandidateId", record.CandidateId), ("JobId", record.JobId), ("Stage", record.Stage), ("StageId", record.StageId)])
        {
            if (value is not null && value.Contains('\0', StringComparison.Ordinal))
            {
                return (field, "The value holds a NUL character, so the file was damaged on its way. Export it again.");
            }
        }

        if (record.Phone is { } phone && NumberOfAProgram().IsMatch(phone))
        {
            // Read as a phone number, the zero behind the point would be its last digit: somebody else's number.
            return ("Phone", $"'{phone.Trim()}' is a number with decimals, made by a program that took the phone for one. Export the column as text.");
        }

        return EmailAddress.HoldsSeveral(record.Email)
            ? ("Email", $"'{record.Email!.Trim()}' holds more than one address; which of them is the candidate's can't be known. Export one address a field.")
            : null;
    }

    private static (string First, string Last) Name(SourceRecord record)
    {
        var first = Blank(record.FirstName);
        var last = Blank(record.LastName);
        if (first is not null || last is not null || Blank(record.FullName) is not { } full)
        {
            return (first ?? "", last ?? "");
        }

        var cut = full.LastIndexOf(' ');
        return cut < 0 ? (full, "") : (full[..cut].TrimEnd(), full[(cut + 1)..]);
    }

    private static DateTimeOffset? Moment(string? text, string field, ConversionRules rules, ref List<string>? warnings)
    {
        if (Blank(text) is not { } value)
        {
            return null;
        }

        if (Moments.TryRead(value, rules.DateFormats, out var moment))
        {
            return moment;
        }

        (warnings ??= []).Add($"{field} could not be read as a date and was left out; name its notation in DateFormats");
        return null;
    }

    private static bool Consents(string? word) =>
        word?.Trim().ToUpperInvariant() is "TRUE" or "YES" or "Y" or "1" or "ON" or "X" or "OPTED IN" or "OPTED-IN";

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static string Excerpt(SourceRecord record) =>
        string.Join(" | ", new[] { record.ApplicationId, record.CandidateId, record.FullName, record.FirstName, record.LastName, record.Email, record.Phone, record.Stage }
            .Where(value => !string.IsNullOrEmpty(value)).Select(value => value!.Length > 200 ? value[..200] + "…" : value));

    /// <summary>The notation of a spreadsheet (<c>1.2025E+10</c>, or <c>e</c> where a program wrote it), and not an id such as <c>272735e2</c>.</summary>
    [GeneratedRegex(@"^\s*\d([.,]\d+)?[eE]\+\d+\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpreadsheetNumber();

    /// <summary>The notation of a table of numbers (<c>4915112345678.0</c>), and not <c>202.555.0143</c>.</summary>
    [GeneratedRegex(@"^\s*\+?\d{6,}[.,]0+\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberOfAProgram();
}
