using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>What is remembered of a source.</summary>
[Table("source")]
internal sealed class SourceRow
{
    [Column("name"), PrimaryKey]
    public required string Name { get; set; }

    [Column("cursor")]
    public string? Cursor { get; set; }

    [Column("baselined")]
    public bool Baselined { get; set; }

    [Column("present")]
    public long Present { get; set; }

    [Column("rules_hash")]
    public string? RulesHash { get; set; }

    [Column("mark")]
    public string? Mark { get; set; }

    [Column("route_stages"), NotNull]
    public required string RouteStages { get; set; }
}
