using System.Collections.Frozen;

namespace AtsBridge.Cli.Inference;

/// <summary>How the conversion takes a value: a sample is judged by what will read the source, and by nothing else.</summary>
internal static class Reading
{
    /// <summary>Whether a date is read, with these notations and those that need no naming.</summary>
    public static bool IsDate(string value, params IReadOnlyList<string> formats) =>
        Convert(Blank() with { UpdatedAt = value }, formats).Application?.UpdatedAt is not null;

    /// <summary>Whether a word for a status is understood.</summary>
    public static bool IsStatus(string value) => Convert(Blank() with { Status = value }).Application?.Status is not ApplicationStatus.Unknown;

    /// <summary>Whether it is one usable address.</summary>
    public static bool IsEmail(string value) => Convert(Blank() with { Email = value }).Application?.Email?.Value is not null;

    /// <summary>Why the value would send its record to the quarantine; null where it would not.</summary>
    public static string? Damage(string field, string value) => Convert(field switch
    {
        nameof(SourceRecord.Email) => Blank() with { Email = value },
        nameof(SourceRecord.Phone) => Blank() with { Phone = value },
        _ => Blank() with { ApplicationId = value },
    }).Rejection?.Reason;

    private static SourceRecord Blank() => new() { Position = new("sample"), ApplicationId = "1", Attributes = FrozenDictionary<string, string>.Empty };

    private static Conversion Convert(SourceRecord record, params IReadOnlyList<string> formats) =>
        RecordConversion.Convert(record, new ConversionRules { DateFormats = formats });
}
