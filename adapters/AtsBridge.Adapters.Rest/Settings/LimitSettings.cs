using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How much an answer may hold and a read may ask for: what keeps a faulty or hostile server from taking memory and time.</summary>
public sealed record LimitSettings
{
    /// <summary>The most bytes of one answer, decompressed. Default 32 MB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxPageBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The most pages of one list. Default 20,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxPages { get; init; } = 20_000;

    /// <summary>The most requests of a read for lookups by ids and by records; a read that needs more fails, and says so. Default 20,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxLookups { get; init; } = 20_000;

    /// <summary>The most bytes of records in one lookup's list. Default 128 MB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxLookupBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>The most bytes of one record; a longer one is quarantined. Default 4 MB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxRecordBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The deepest nesting of a record; a deeper one is quarantined. Default 64.</summary>
    [Range(1, 1000)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most applications in one record (<c>Each</c>); a record with more is quarantined. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxEach { get; init; } = 1_000;

    /// <summary>The most characters of one value; a record with a longer one is quarantined. Default 1,000,000.</summary>
    [Range(100, 50_000_000)]
    public int MaxCellChars { get; init; } = 1_000_000;
}
