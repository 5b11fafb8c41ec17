using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>A stage, by name or id, that a record of the source has had.</summary>
[Table("stage_seen")]
internal sealed class StageSeenRow
{
    [Column("source"), PrimaryKey(0)]
    public required string Source { get; set; }

    [Column("stage"), PrimaryKey(1)]
    public required string Stage { get; set; }
}
