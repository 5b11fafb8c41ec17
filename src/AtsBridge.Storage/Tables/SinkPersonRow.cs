using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>A person whom the sink is known to have.</summary>
[Table("sink_person")]
internal sealed class SinkPersonRow
{
    [Column("sink"), PrimaryKey(0)]
    public required string Sink { get; set; }

    [Column("identity"), PrimaryKey(1)]
    public required string Identity { get; set; }

    [Column("reference"), NotNull]
    public required string Reference { get; set; }
}
