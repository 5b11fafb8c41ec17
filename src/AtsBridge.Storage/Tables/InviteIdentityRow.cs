using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>One identity that a living invite takes: the primary key refuses the second invite.</summary>
[Table("invite_identity")]
internal sealed class InviteIdentityRow
{
    [Column("sink"), PrimaryKey(0)]
    public required string Sink { get; set; }

    [Column("interview_id"), PrimaryKey(1)]
    public required string InterviewId { get; set; }

    [Column("identity"), PrimaryKey(2)]
    public required string Identity { get; set; }

    [Column("invite_id")]
    public long InviteId { get; set; }
}
