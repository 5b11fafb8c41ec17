using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>What is known of a sink: whether it is stopped, until when it refuses requests, and what its clock said last.</summary>
[Table("sink_state")]
internal sealed class SinkStateRow
{
    [Column("sink"), PrimaryKey]
    public required string Sink { get; set; }

    [Column("stopped_reason")]
    public string? StoppedReason { get; set; }

    [Column("changed_at")]
    public long ChangedAt { get; set; }

    [Column("limited_until")]
    public long? LimitedUntil { get; set; }

    [Column("clock_wall")]
    public long? ClockWall { get; set; }

    /// <summary>Milliseconds.</summary>
    [Column("clock_steady")]
    public long? ClockSteady { get; set; }

    [Column("clock_origin")]
    public string? ClockOrigin { get; set; }
}
