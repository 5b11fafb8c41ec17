using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>How many invites of a sink stand where. Triggers on the invites keep it; a reason of nothing is empty.</summary>
[Table("invite_count")]
internal sealed class InviteCountRow
{
    [Column("sink"), PrimaryKey(1)]
    public required string Sink { get; set; }

    [Column("state"), PrimaryKey(2)]
    public required string State { get; set; }

    [Column("held"), PrimaryKey(3)]
    public required string Held { get; set; }

    [Column("invites")]
    public long Invites { get; set; }
}
