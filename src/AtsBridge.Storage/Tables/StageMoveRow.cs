using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>The most applications that ever went from one stage to another at once. Stages in upper case.</summary>
[Table("stage_move")]
internal sealed class StageMoveRow
{
    [Column("source"), PrimaryKey(1)]
    public required string Source { get; set; }

    [Column("from_stage"), PrimaryKey(2)]
    public required string FromStage { get; set; }

    [Column("to_stage"), PrimaryKey(3)]
    public required string ToStage { get; set; }

    [Column("most")]
    public long Most { get; set; }
}
