using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>Cancelled invites behind which somebody may wait whom no sync has looked at since.</summary>
[Migration(8, "Invites that leave room")]
public sealed class InvitesThatLeaveRoom : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Alter.Table("invite").AddColumn("leaves_room").AsBoolean().NotNullable().WithDefaultValue(false);
        Execute.Sql("CREATE INDEX invite_leaving_room ON invite (source) WHERE leaves_room");
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
