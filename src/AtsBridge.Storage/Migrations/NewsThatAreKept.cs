using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>News stay after they were told or refused, so that a person can see what was, and have it told again.</summary>
[Migration(16, "News that are kept")]
public sealed class NewsThatAreKept : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Alter.Table("news")
            .AddColumn("state").AsString().NotNullable().WithDefaultValue("Owed")
            .AddColumn("tried_at").AsInt64().Nullable();
        Execute.Sql("UPDATE news SET state = 'Refused' WHERE not_before IS NULL");
        Create.Index("news_by_state").OnTable("news").OnColumn("state").Ascending().OnColumn("invite_id").Ascending();
        Execute.Sql("DROP TRIGGER invite_makes_news");
        Execute.Sql("""
            CREATE TRIGGER invite_makes_news AFTER UPDATE OF state, sink_status, invite_reference ON invite
            WHEN NEW.invite_reference IS NOT NULL
                AND (OLD.invite_reference, OLD.state, OLD.sink_status) IS NOT (NEW.invite_reference, NEW.state, NEW.sink_status)
                AND EXISTS (SELECT 1 FROM write_back_route r WHERE r.route = NEW.route)
            BEGIN
                INSERT INTO news (invite_id, change, tries, not_before) VALUES (NEW.id, NEW.epoch, 0, 0)
                ON CONFLICT (invite_id) DO UPDATE SET change = excluded.change, tries = 0, not_before = 0, fault = NULL, state = 'Owed', tried_at = NULL;
            END
            """);
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
