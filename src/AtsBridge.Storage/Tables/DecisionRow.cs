using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>What was decided about a transition.</summary>
[Table("decision")]
internal sealed class DecisionRow
{
    [Column("transition_id"), PrimaryKey]
    public long TransitionId { get; set; }

    [Column("verdict"), NotNull]
    public required string Verdict { get; set; }

    [Column("route")]
    public string? Route { get; set; }

    [Column("suppressed")]
    public string? Suppressed { get; set; }

    [Column("held")]
    public string? Held { get; set; }

    [Column("detail")]
    public string? Detail { get; set; }

    [Column("invite_id")]
    public long? InviteId { get; set; }
}
