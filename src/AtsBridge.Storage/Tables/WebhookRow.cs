using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>Something that a platform told by webhook, or should have told.</summary>
[Table("webhook")]
internal sealed class WebhookRow
{
    [Column("id"), PrimaryKey, Identity]
    public long Id { get; set; }

    [Column("sink"), NotNull]
    public required string Sink { get; set; }

    /// <summary>Unique within the sink: a delivery that comes again finds itself here.</summary>
    [Column("delivery"), NotNull]
    public required string Delivery { get; set; }

    [Column("event"), NotNull]
    public required string Event { get; set; }

    /// <summary>The invite at the sink.</summary>
    [Column("reference"), NotNull]
    public required string Reference { get; set; }

    [Column("progress"), NotNull]
    public required string Progress { get; set; }

    [Column("word"), NotNull]
    public required string Word { get; set; }

    [Column("at")]
    public long At { get; set; }

    [Column("received_at")]
    public long ReceivedAt { get; set; }

    [Column("state"), NotNull]
    public required string State { get; set; }

    [Column("settled_at")]
    public long? SettledAt { get; set; }

    [Column("invite_id")]
    public long? InviteId { get; set; }
}
