using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>A route that tells the system of its applications what became of invites.</summary>
[Table("write_back_route")]
internal sealed class WriteBackRouteRow
{
    [Column("route"), PrimaryKey, NotNull]
    public required string Route { get; set; }
}
