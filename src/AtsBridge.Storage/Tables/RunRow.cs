using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>A run and its tally.</summary>
[Table("run")]
internal sealed class RunRow
{
    [Column("id"), PrimaryKey, Identity]
    public long Id { get; set; }

    [Column("source"), NotNull]
    public required string Source { get; set; }

    [Column("set_name")]
    public string? SetName { get; set; }

    [Column("started_at")]
    public long StartedAt { get; set; }

    [Column("finished_at")]
    public long? FinishedAt { get; set; }

    [Column("outcome"), NotNull]
    public required string Outcome { get; set; }

    [Column("reason")]
    public string? Reason { get; set; }

    [Column("baseline")]
    public bool Baseline { get; set; }

    [Column("records_read")]
    public long RecordsRead { get; set; }

    [Column("unchanged")]
    public long Unchanged { get; set; }

    [Column("changed")]
    public long Changed { get; set; }

    [Column("new")]
    public long New { get; set; }

    [Column("quarantined")]
    public long Quarantined { get; set; }

    [Column("vanished")]
    public long Vanished { get; set; }

    [Column("known")]
    public long Known { get; set; }

    [Column("moved")]
    public long Moved { get; set; }

    [Column("guard")]
    public string? Guard { get; set; }

    /// <summary>The cursor that it read from; kept only where something of it went to quarantine.</summary>
    [Column("since")]
    public string? Since { get; set; }

    /// <summary>The cursor at which it ended; kept as the other one.</summary>
    [Column("until")]
    public string? Until { get; set; }

    [Column("is_retry")]
    public bool IsPartial { get; set; }

    [Column("transitions")]
    public long Transitions { get; set; }

    [Column("invited")]
    public long Invited { get; set; }

    [Column("held")]
    public long Held { get; set; }

    [Column("suppressed"), NotNull]
    public required string Suppressed { get; set; }

    [Column("cancelled")]
    public long Cancelled { get; set; }

    [Column("notes"), NotNull]
    public required string Notes { get; set; }
}
