using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>That somebody was erased, and when.</summary>
[Table("erasure")]
internal sealed class ErasureRow
{
    [Column("id"), PrimaryKey, Identity]
    public long Id { get; set; }

    [Column("erased_at")]
    public long ErasedAt { get; set; }

    [Column("applications")]
    public long Applications { get; set; }

    [Column("invites")]
    public long Invites { get; set; }
}
