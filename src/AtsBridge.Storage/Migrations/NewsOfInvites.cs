using System.Data;
using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>
/// News of invites for the systems that their applications came from. A trigger writes them in the transaction that sends an invite or
/// moves its status, whoever does it.
/// </summary>
[Migration(15, "News of invites")]
public sealed class NewsOfInvites : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Create.Table("write_back_route").WithColumn("route").AsString().PrimaryKey();
        Create.Table("news")
            .WithColumn("invite_id").AsInt64().PrimaryKey().ForeignKey("news_of_invite", "invite", "id").OnDelete(Rule.Cascade)
            .WithColumn("change").AsInt64().NotNullable()
            .WithColumn("tries").AsInt32().NotNullable()
            .WithColumn("not_before").AsInt64().Nullable()
            .WithColumn("fault").AsString(int.MaxValue).Nullable();
        Create.Index("news_due").OnTable("news").OnColumn("not_before").Ascending();
        Execute.Sql("""
            CREATE TRIGGER invite_makes_news AFTER UPDATE OF state, sink_status, invite_reference ON invite
            WHEN NEW.invite_reference IS NOT NULL
                AND (OLD.invite_reference, OLD.state, OLD.sink_status) IS NOT (NEW.invite_reference, NEW.state, NEW.sink_status)
                AND EXISTS (SELECT 1 FROM write_back_route r WHERE r.route = NEW.route)
            BEGIN
                INSERT INTO news (invite_id, change, tries, not_before) VALUES (NEW.id, NEW.epoch, 0, 0)
                ON CONFLICT (invite_id) DO UPDATE SET change = excluded.change, tries = 0, not_before = 0, fault = NULL;
            END
            """);
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
