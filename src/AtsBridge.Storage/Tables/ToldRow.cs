using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>What a source told and nobody has worked off yet.</summary>
[Table("told")]
internal sealed class ToldRow
{
    [Column("id"), PrimaryKey, Identity]
    public long Id { get; set; }

    [Column("source"), NotNull]
    public required string Source { get; set; }

    /// <summary>Unique within the source: a delivery that comes again finds itself here.</summary>
    [Column("delivery"), NotNull]
    public required string Delivery { get; set; }

    [Column("event"), NotNull]
    public required string Event { get; set; }

    /// <summary>The records and the ids to read, as JSON.</summary>
    [Column("body"), NotNull]
    public required string Body { get; set; }

    [Column("received_at")]
    public long ReceivedAt { get; set; }
}
