namespace AtsBridge.Sync;

/// <summary>Whose record it is that could not be read.</summary>
internal static class RejectedKey
{
    /// <summary>The application's key; null where there is none, or where it is made of the very field that can't be read.</summary>
    internal static string? Of(RejectedRecord record) => record.Key is { } key && !IsDamaged(record.Field, key) ? Usable(key) : null;

    /// <summary>As the conversion would have it of a record that can be read; one that a spreadsheet has rounded is somebody else's, or nobody's.</summary>
    private static string? Usable(string key) => RecordConversion.Convert(new() { Position = default, ApplicationId = key }, ConversionRules.None).Application?.Key;

    /// <summary>A key made of the very field that can't be read is nobody's; <c>candidate/job</c> is made of two.</summary>
    private static bool IsDamaged(string? field, string key) =>
        field is nameof(SourceRecord.ApplicationId)
        || (field is nameof(SourceRecord.CandidateId) or nameof(SourceRecord.JobId) && key.Contains('/', StringComparison.Ordinal));
}
