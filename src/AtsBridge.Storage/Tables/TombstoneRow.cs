using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>One identity of somebody who was erased, as a keyed hash.</summary>
[Table("tombstone")]
internal sealed class TombstoneRow
{
    [Column("mac"), PrimaryKey]
    public required byte[] Mac { get; set; }

    [Column("erasure_id")]
    public long ErasureId { get; set; }
}
