using AtsBridge.WriteBack;
using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>News of an invite for the system of its application: owed, told or refused. Written by a trigger.</summary>
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

    /// <summary>Null: not before there is further news, or a person wants it.</summary>
    [Column("not_before")]
    public long? NotBefore { get; set; }

    [Column("fault")]
    public string? Fault { get; set; }

    [Column("state"), NotNull]
    public string State { get; set; } = nameof(NewsState.Owed);

    [Column("tried_at")]
    public long? TriedAt { get; set; }
}
