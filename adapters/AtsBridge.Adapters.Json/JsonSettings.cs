using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Files;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Records.Json.Splitting;

namespace AtsBridge.Adapters.Json;

/// <summary>
/// The settings of a JSON source. Fields are paths into a record: <c>job.title</c>, <c>emails[0].value</c>,
/// <c>phones[?(@.type=='mobile')].value</c>, <c>['first name']</c>.
/// </summary>
public sealed record JsonSettings : FileSourceSettings
{
    /// <summary>
    /// The keys that lead to the list of records in an object, such as <c>data.applications</c>; <c>$</c> where the document
    /// itself is the list, or the one record. Absent: found out, and asked for where two lists are equally likely.
    /// </summary>
    public string? Records { get; init; }

    /// <summary>The deepest nesting of a record; a deeper one is quarantined. Default 64.</summary>
    [Range(1, 1000)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most bytes of one record; a longer one is quarantined. Default 4 MB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxRecordBytes { get; init; } = 4 * 1024 * 1024;

    /// <inheritdoc />
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        foreach (var (setting, place) in Places())
        {
            if (Fault(place) is { } fault)
            {
                yield return new ValidationResult($"{setting} is '{place}', which is no path: {fault}.", [setting]);
            }
        }

        if (Records is not { } records || IsWholeDocument)
        {
            yield break;
        }

        if (Fault(records) is { } wrong)
        {
            yield return new ValidationResult($"Records is '{records}', which is no path: {wrong}.", [nameof(Records)]);
        }
        else if (JsonPath.Parse(records).Keys is null)
        {
            yield return new ValidationResult($"Records is '{records}'; it may name keys only, such as data.applications.", [nameof(Records)]);
        }
    }

    internal RecordLimits Limits => new(MaxRecordBytes, MaxDepth, MaxCellChars);

    internal bool IsWholeDocument => string.Equals(Records?.Trim(), "$", StringComparison.Ordinal);

    private static string? Fault(string path)
    {
        try
        {
            JsonPath.Parse(path);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
