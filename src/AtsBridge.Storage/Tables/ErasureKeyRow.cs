using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>Which key the tombstones are made with.</summary>
[Table("erasure_key")]
internal sealed class ErasureKeyRow
{
    [Column("check_value"), PrimaryKey]
    public required byte[] CheckValue { get; set; }

    [Column("since")]
    public long Since { get; set; }
}
