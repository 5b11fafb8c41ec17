using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>Counting invites by state and reason must not read the invites themselves, which carry what was asked for.</summary>
[Migration(6, "Status by an index")]
public sealed class StatusByIndex : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Delete.Index("invite_by_state").OnTable("invite");
        Create.Index("invite_by_state").OnTable("invite").OnColumn("state").Ascending().OnColumn("sink").Ascending().OnColumn("held").Ascending();
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
