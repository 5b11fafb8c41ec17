using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>A request to a sink, and the permit for it.</summary>
[Table("attempt")]
internal sealed class AttemptRow
{
    [Column("id"), PrimaryKey, Identity]
    public long Id { get; set; }

    [Column("invite_id")]
    public long InviteId { get; set; }

    [Column("sink"), NotNull]
    public required string Sink { get; set; }

    [Column("kind"), NotNull]
    public required string Kind { get; set; }

    [Column("started_at")]
    public long StartedAt { get; set; }

    [Column("finished_at")]
    public long? FinishedAt { get; set; }

    [Column("outcome"), NotNull]
    public required string Outcome { get; set; }

    [Column("detail")]
    public string? Detail { get; set; }
}
