using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>What a person has paused.</summary>
[Table("pause")]
internal sealed class PauseRow
{
    [Column("scope"), PrimaryKey(0)]
    public required string Scope { get; set; }

    [Column("name"), PrimaryKey(1)]
    public required string Name { get; set; }

    [Column("since")]
    public long Since { get; set; }

    [Column("reason")]
    public string? Reason { get; set; }
}
