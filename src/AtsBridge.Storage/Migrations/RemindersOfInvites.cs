using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>What reminders need to know of an invite.</summary>
[Migration(7, "Reminders")]
public sealed class RemindersOfInvites : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Alter.Table("invite")
            .AddColumn("sent_at").AsInt64().Nullable()
            .AddColumn("last_sent_at").AsInt64().Nullable()
            .AddColumn("reminders").AsInt32().NotNullable().WithDefaultValue(0);
        Create.Index("invite_last_sent").OnTable("invite").OnColumn("route").Ascending().OnColumn("last_sent_at").Ascending();
        Create.Index("invite_by_person").OnTable("invite").OnColumn("sink").Ascending().OnColumn("person_reference").Ascending();
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
