using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>A record that could not be read.</summary>
[Table("quarantine")]
internal sealed class QuarantineRow
{
    [Column("id"), PrimaryKey, Identity]
    public long Id { get; set; }

    [Column("run_id")]
    public long RunId { get; set; }

    [Column("source"), NotNull]
    public required string Source { get; set; }

    [Column("resource"), NotNull]
    public required string Resource { get; set; }

    [Column("row_number")]
    public long? RowNumber { get; set; }

    [Column("field")]
    public string? Field { get; set; }

    [Column("reason"), NotNull]
    public required string Reason { get; set; }

    [Column("application_key")]
    public string? ApplicationKey { get; set; }

    [Column("excerpt")]
    public string? Excerpt { get; set; }

    [Column("at")]
    public long At { get; set; }

    /// <summary>It, or an earlier one of the same application, was met in the source's first sync.</summary>
    [Column("baseline")]
    public bool Baseline { get; set; }

    [Column("ended")]
    public string? Ended { get; set; }

    [Column("ended_at")]
    public long? EndedAt { get; set; }
}
