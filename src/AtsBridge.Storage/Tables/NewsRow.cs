using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>News of an invite that is owed to the system of its application. Written by a trigger.</summary>
[Table("news")]
internal sealed class NewsRow
{
    [Column("invite_id"), PrimaryKey]
    public long InviteId { get; set; }

    /// <summary>The invite's epoch: tells this state of it from a later one.</summary>
    [Column("change")]
    public long Change { get; set; }

    [Column("tries")]
    public int Tries { get; set; }

    /// <summary>Null: not before there is further news.</summary>
    [Column("not_before")]
    public long? NotBefore { get; set; }

    [Column("fault")]
    public string? Fault { get; set; }
}
