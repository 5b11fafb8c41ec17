using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>A change of place. Append-only.</summary>
[Table("stage_transition")]
internal sealed class TransitionRow
{
    [Column("id"), PrimaryKey]
    public long Id { get; set; }

    [Column("run_id")]
    public long RunId { get; set; }

    [Column("source"), NotNull]
    public required string Source { get; set; }

    [Column("application_key"), NotNull]
    public required string ApplicationKey { get; set; }

    [Column("kind"), NotNull]
    public required string Kind { get; set; }

    [Column("from_stage")]
    public string? FromStage { get; set; }

    [Column("from_stage_id")]
    public string? FromStageId { get; set; }

    [Column("from_status")]
    public string? FromStatus { get; set; }

    [Column("to_stage")]
    public string? ToStage { get; set; }

    [Column("to_stage_id")]
    public string? ToStageId { get; set; }

    [Column("to_status"), NotNull]
    public required string ToStatus { get; set; }

    [Column("occurred_at")]
    public long OccurredAt { get; set; }

    [Column("observed_at")]
    public long ObservedAt { get; set; }

    [Column("position")]
    public string? Position { get; set; }
}
