using System.Data;
using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>
/// The inbox of webhooks, and of when a status is. Of a webhook only what is needed to move an invite is kept, never its body.
/// </summary>
[Migration(3, "Webhooks")]
public sealed class Webhooks : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Alter.Table("invite").AddColumn("status_at").AsInt64().Nullable();
        Create.Index("invite_by_reference").OnTable("invite").OnColumn("sink").Ascending().OnColumn("invite_reference").Ascending();
        Create.Index("invite_by_expiry").OnTable("invite")
            .OnColumn("sink").Ascending().OnColumn("state").Ascending().OnColumn("expires_at").Ascending();
        Create.Table("webhook")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("sink").AsString().NotNullable()
            .WithColumn("delivery").AsString().NotNullable()
            .WithColumn("event").AsString().NotNullable()
            .WithColumn("reference").AsString().NotNullable()
            .WithColumn("progress").AsString().NotNullable()
            .WithColumn("word").AsString().NotNullable()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("received_at").AsInt64().NotNullable()
            .WithColumn("state").AsString().NotNullable()
            .WithColumn("settled_at").AsInt64().Nullable()
            .WithColumn("invite_id").AsInt64().Nullable().ForeignKey("webhook_of_invite", "invite", "id").OnDelete(Rule.Cascade);
        Create.Index("webhook_once").OnTable("webhook").OnColumn("sink").Ascending().OnColumn("delivery").Ascending().WithOptions().Unique();
        Create.Index("webhook_by_state").OnTable("webhook")
            .OnColumn("sink").Ascending().OnColumn("state").Ascending().OnColumn("received_at").Ascending();
        Create.Index("webhook_by_reference").OnTable("webhook").OnColumn("sink").Ascending().OnColumn("reference").Ascending();
        Create.Index("webhook_by_invite").OnTable("webhook").OnColumn("invite_id").Ascending();
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("What came by webhook would be forgotten. Restore the backup made before the update instead.");
}
