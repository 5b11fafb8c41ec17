using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>How many applications of a source stand in a stage. Without any row of a source nothing is known, and they are to be counted.</summary>
[Table("stage_head")]
internal sealed class StageHeadRow
{
    [Column("source"), NotNull]
    public required string Source { get; set; }

    [Column("stage")]
    public string? Stage { get; set; }

    [Column("stage_id")]
    public string? StageId { get; set; }

    [Column("heads")]
    public long Heads { get; set; }
}
