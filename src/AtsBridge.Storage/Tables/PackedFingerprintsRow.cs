using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>Some of the fingerprints of a source, 16 bytes each, in no order.</summary>
[Table("packed_fingerprints")]
internal sealed class PackedFingerprintsRow
{
    [Column("source"), PrimaryKey(0), NotNull]
    public required string Source { get; set; }

    [Column("part"), PrimaryKey(1)]
    public long Part { get; set; }

    [Column("fingerprints"), NotNull]
    public required byte[] Fingerprints { get; set; }
}
