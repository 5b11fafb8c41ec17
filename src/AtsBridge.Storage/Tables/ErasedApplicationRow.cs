using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>What is kept of an application whose person was erased.</summary>
[Table("erased_application")]
internal sealed class ErasedApplicationRow
{
    [Column("source"), PrimaryKey(0)]
    public required string Source { get; set; }

    [Column("key_mac"), PrimaryKey(1)]
    public required byte[] KeyMac { get; set; }

    [Column("place_mac"), NotNull]
    public required byte[] PlaceMac { get; set; }

    [Column("record_mac"), NotNull]
    public required byte[] RecordMac { get; set; }

    [Column("present")]
    public bool Present { get; set; }
}
