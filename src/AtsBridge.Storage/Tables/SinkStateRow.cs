using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>Whether a sink is stopped.</summary>
[Table("sink_state")]
internal sealed class SinkStateRow
{
    [Column("sink"), PrimaryKey]
    public required string Sink { get; set; }

    [Column("stopped_reason")]
    public string? StoppedReason { get; set; }

    [Column("changed_at")]
    public long ChangedAt { get; set; }
}
